package smsgateway.emulator.internal.tpdu;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;

/** Service centre time stamp (3GPP TS 23.040 §9.2.3.11). */
final class TimeStamp {
  private static final int QUARTER_HOUR = 15 * 60;
  private static final int NEGATIVE = 0x08;

  private TimeStamp() {}

  static void write(ByteArrayOutputStream out, OffsetDateTime time) {
    out.write(swapped(time.getYear() % 100));
    out.write(swapped(time.getMonthValue()));
    out.write(swapped(time.getDayOfMonth()));
    out.write(swapped(time.getHour()));
    out.write(swapped(time.getMinute()));
    out.write(swapped(time.getSecond()));
    int quarters = time.getOffset().getTotalSeconds() / QUARTER_HOUR;
    out.write(swapped(Math.abs(quarters)) | (quarters < 0 ? NEGATIVE : 0));
  }

  private static int swapped(int value) {
    return (value % 10 << 4) | (value / 10);
  }
}
