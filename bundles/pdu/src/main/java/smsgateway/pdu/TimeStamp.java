package smsgateway.pdu;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

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
  private static final int[] SHIFTS = {48, 40, 32, 24, 16, 8};

  /**
   * @throws IllegalArgumentException when the number has more than 56 bits
   */
  public TimeStamp {
    if (raw >>> BITS != 0) {
      throw new IllegalArgumentException("more than seven octets");
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
    if (time.getYear() < FIRST_YEAR
        || time.getYear() >= FIRST_YEAR + 100
        || offset % QUARTER_SECONDS != 0) {
      throw new IllegalArgumentException("year or zone cannot be written");
    }
    int quarters = Math.abs(offset) / QUARTER_SECONDS;
    long raw = swapped(time.getYear() % 100);
    raw = (raw << 8) | swapped(time.getMonthValue());
    raw = (raw << 8) | swapped(time.getDayOfMonth());
    raw = (raw << 8) | swapped(time.getHour());
    raw = (raw << 8) | swapped(time.getMinute());
    raw = (raw << 8) | swapped(time.getSecond());
    return new TimeStamp((raw << 8) | swapped(quarters) | (offset < 0 ? MINUS : 0));
  }

  /**
   * The time with its offset from UTC; years 70 to 99 are of the twentieth century. Empty when a
   * semi-octet is no digit or the digits are no date; never an exception.
   */
  public Optional<OffsetDateTime> time() {
    int[] parts = new int[SHIFTS.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = digits((int) (raw >> SHIFTS[i]) & 0xFF);
      if (parts[i] < 0) {
        return Optional.empty();
      }
    }
    int zone = (int) raw & 0xFF;
    int quarters = digits(zone & ~MINUS);
    if (quarters < 0) {
      return Optional.empty();
    }
    int seconds = quarters * QUARTER_SECONDS * ((zone & MINUS) == 0 ? 1 : -1);
    return date(parts, seconds);
  }

  private static Optional<OffsetDateTime> date(int[] parts, int zoneSeconds) {
    int year = parts[0] < FIRST_YEAR % 100 ? 2000 + parts[0] : 1900 + parts[0];
    try {
      LocalDateTime local =
          LocalDateTime.of(year, parts[1], parts[2], parts[3], parts[4], parts[5]);
      return Optional.of(local.atOffset(ZoneOffset.ofTotalSeconds(zoneSeconds)));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
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
