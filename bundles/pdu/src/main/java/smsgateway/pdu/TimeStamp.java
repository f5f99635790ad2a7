package smsgateway.pdu;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A time as TPDUs carry it (3GPP TS 23.040 §9.2.3.11): TP-SCTS, TP-DT and an absolute TP-VP. The
 * seven octets are kept, so a time that is no date is preserved.
 *
 * @param raw the seven octets as a number of 56 bits, the first octet most significant
 */
public record TimeStamp(long raw) {
  static final int OCTETS = 7;

  private static final int BITS = 56;
  private static final int FIRST_YEAR = 1970;
  private static final int QUARTER_SECONDS = 900;
  private static final int MINUS = 8;
  private static final int MOST_QUARTERS = 79;
  private static final int QUARTERS_OF_A_ZONE = 72;
  private static final int[] SHIFTS = {48, 40, 32, 24, 16, 8};

  /**
   * @throws IllegalArgumentException when the number has more than 56 bits
   */
  public TimeStamp {
    if (raw >>> BITS != 0) {
      throw new IllegalArgumentException("a time has seven octets");
    }
  }

  /**
   * The octets of a time; fractions of a second are dropped.
   *
   * @throws IllegalArgumentException when the year is outside 1970 to 2069 or the offset from UTC
   *     is no multiple of 15 minutes
   */
  public static TimeStamp of(OffsetDateTime time) {
    int offset = time.getOffset().getTotalSeconds();
    if (offset % QUARTER_SECONDS != 0) {
      throw new IllegalArgumentException("the zone of a time has whole quarters of an hour");
    }
    return of(time.toLocalDateTime(), offset / QUARTER_SECONDS);
  }

  /**
   * The octets of a time; fractions of a second are dropped.
   *
   * @param quarters offset of {@code local} from UTC in quarters of an hour, -79 to 79
   * @throws IllegalArgumentException when the year is outside 1970 to 2069 or the zone too far
   */
  public static TimeStamp of(LocalDateTime local, int quarters) {
    if (local.getYear() < FIRST_YEAR || local.getYear() >= FIRST_YEAR + 100) {
      throw new IllegalArgumentException("the year of a time is 1970 to 2069");
    }
    if (Math.abs(quarters) > MOST_QUARTERS) {
      throw new IllegalArgumentException("the zone of a time has at most 79 quarters of an hour");
    }
    long raw = swapped(local.getYear() % 100);
    raw = (raw << 8) | swapped(local.getMonthValue());
    raw = (raw << 8) | swapped(local.getDayOfMonth());
    raw = (raw << 8) | swapped(local.getHour());
    raw = (raw << 8) | swapped(local.getMinute());
    raw = (raw << 8) | swapped(local.getSecond());
    return new TimeStamp((raw << 8) | swapped(Math.abs(quarters)) | (quarters < 0 ? MINUS : 0));
  }

  /**
   * The time with its offset from UTC; years 70 to 99 are of the twentieth century. Empty when a
   * semi-octet is no digit, the digits are no date or the zone is beyond 18 hours; never an
   * exception.
   */
  public Optional<OffsetDateTime> time() {
    OptionalInt quarters = quarters();
    if (quarters.isEmpty() || Math.abs(quarters.getAsInt()) > QUARTERS_OF_A_ZONE) {
      return Optional.empty();
    }
    int seconds = quarters.getAsInt() * QUARTER_SECONDS;
    return local().map(local -> local.atOffset(ZoneOffset.ofTotalSeconds(seconds)));
  }

  /** The time on the clock of its zone; empty when its digits are no date. */
  public Optional<LocalDateTime> local() {
    int[] parts = new int[SHIFTS.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = digits((int) (raw >> SHIFTS[i]) & 0xFF);
      if (parts[i] < 0) {
        return Optional.empty();
      }
    }
    int year = parts[0] < FIRST_YEAR % 100 ? 2000 + parts[0] : 1900 + parts[0];
    try {
      return Optional.of(LocalDateTime.of(year, parts[1], parts[2], parts[3], parts[4], parts[5]));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  /** Offset from UTC in quarters of an hour, -79 to 79; empty when it is no number. */
  public OptionalInt quarters() {
    int zone = (int) raw & 0xFF;
    int quarters = digits(zone & ~MINUS);
    return quarters < 0
        ? OptionalInt.empty()
        : OptionalInt.of((zone & MINUS) == 0 ? quarters : -quarters);
  }

  /** The seven octets in upper-case hexadecimal digits. */
  public String toHex() {
    return new OctetWriter().sevenOctets(raw).toHex();
  }

  private static int digits(int octet) {
    int tens = octet & 0xF;
    int ones = octet >> 4;
    return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
  }

  private static int swapped(int value) {
    return ((value % 10) << 4) | (value / 10);
  }
}
