package smsgateway.pdu;

import java.time.Duration;
import java.util.Optional;

/** TP-VP with its format TP-VPF (3GPP TS 23.040 §9.2.3.12). */
public sealed interface ValidityPeriod {
  /** No TP-VP: the service centre decides. */
  ValidityPeriod NONE = new None();

  /** TP-VPF, 0 to 3. */
  int format();

  /** Absent. */
  record None() implements ValidityPeriod {
    @Override
    public int format() {
      return 0;
    }
  }

  /**
   * A time from acceptance by the service centre.
   *
   * @param octet 0 to 255: 5 minutes to 63 weeks in growing steps
   */
  record Relative(int octet) implements ValidityPeriod {
    /**
     * @throws IllegalArgumentException when the value is no octet
     */
    public Relative {
      if (octet < 0 || octet > 0xFF) {
        throw new IllegalArgumentException("a relative TP-VP is one octet");
      }
    }

    /** The shortest period that is not shorter than a time; 63 weeks when that is longer. */
    public static Relative atLeast(Duration time) {
      int low = 0;
      int high = 0xFF;
      while (low < high) {
        int middle = (low + high) / 2;
        if (RelativeScale.duration(middle).compareTo(time) >= 0) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return new Relative(low);
    }

    /** The period. */
    public Duration duration() {
      return RelativeScale.duration(octet);
    }

    @Override
    public int format() {
      return 2;
    }
  }

  /**
   * A point in time.
   *
   * @param time when the message expires
   */
  record Absolute(TimeStamp time) implements ValidityPeriod {
    @Override
    public int format() {
      return 3;
    }
  }

  /**
   * The enhanced format.
   *
   * @param raw its seven octets as a number of 56 bits, the first octet most significant
   */
  record Enhanced(long raw) implements ValidityPeriod {
    /**
     * @throws IllegalArgumentException when the number has more than 56 bits
     */
    public Enhanced {
      if (raw >>> 56 != 0) {
        throw new IllegalArgumentException("an enhanced TP-VP has seven octets");
      }
    }

    /** Whether the service centre tries only once. */
    public boolean singleShot() {
      return (at(0) & 0x40) != 0;
    }

    /** The period; empty when none is given or its format is reserved. */
    public Optional<Duration> duration() {
      return switch (at(0) & 7) {
        case 1 -> Optional.of(RelativeScale.duration(at(1)));
        case 2 -> Optional.of(Duration.ofSeconds(at(1)));
        case 3 ->
            Optional.of(Duration.ofHours(digits(1)).plusMinutes(digits(2)).plusSeconds(digits(3)));
        default -> Optional.empty();
      };
    }

    @Override
    public int format() {
      return 1;
    }

    private int at(int index) {
      return (int) (raw >> (48 - 8 * index)) & 0xFF;
    }

    /** Swapped semi-octets; one that is no digit counts as 0. */
    private int digits(int index) {
      int tens = at(index) & 0xF;
      int ones = at(index) >> 4;
      return (tens > 9 ? 0 : tens * 10) + (ones > 9 ? 0 : ones);
    }
  }
}
