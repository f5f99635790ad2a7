package smsgateway.pdu.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random well-formed TPDUs of every type: the codec and the slow decoder give the same fields. */
class ReferenceTest {
  private static final int ROUNDS = 3_000;

  private final Random random = new Random(3040);
  private ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource({
    "deliver, sc->ms, ack",
    "submit, ms->sc, ack",
    "status-report, sc->ms, ack",
    "command, ms->sc, ack",
    "deliver-report, ms->sc, ack",
    "deliver-report, ms->sc, error",
    "submit-report, sc->ms, ack",
    "submit-report, sc->ms, error"
  })
  void bothDecodersGiveTheSameFields(String kind, String direction, String rp) {
    for (int i = 0; i < ROUNDS; i++) {
      byte[] octets = tpdu(kind, rp.equals("error"));
      assertSame(octets, direction, rp);
    }
  }

  @Test
  void everyCodingSchemeAndProtocolIsReadAlike() {
    for (int coding = 0; coding < 256; coding++) {
      out = new ByteArrayOutputStream();
      put(0x04, 0x04, 0x81, 0x21, 0x43, coding, coding);
      time();
      put(2, 0xC1, 0x31);
      assertSame(out.toByteArray(), "sc->ms", "ack");
    }
  }

  @Test
  void everySeptetBehindEveryPairOfLanguagesIsReadAlike() {
    for (int locking = 0; locking < 16; locking++) {
      for (int single = 0; single < 16; single++) {
        out = new ByteArrayOutputStream();
        put(0x44, 0x04, 0x81, 0x21, 0x43, 0, 0);
        time();
        put(160, 6, 0x25, 1, locking, 0x24, 1, single);
        for (int i = 7; i < 140; i++) {
          put(random.nextInt(4) == 0 ? 0x9B : random.nextInt(256));
        }
        assertSame(out.toByteArray(), "sc->ms", "ack");
      }
    }
  }

  private static void assertSame(byte[] octets, String direction, String rp) {
    String hex = HexFormat.of().withUpperCase().formatHex(octets);
    String record =
        "{\"pdu_hex\":\"" + hex + "\",\"direction\":\"" + direction + "\",\"rp\":\"" + rp + "\"}";
    StringBuilder json = new StringBuilder();
    JsonWriter.write(Main.answer("decode", record), json);
    Object expected =
        Reference.asRead(Reference.decode(octets, direction.equals("sc->ms"), rp.equals("error")));
    Object actual = Input.of(json.toString()).get("result");
    if (!expected.equals(actual)) {
      assertThat(actual).as(hex).isEqualTo(expected);
    }
  }

  private byte[] tpdu(String kind, boolean error) {
    out = new ByteArrayOutputStream();
    boolean header = random.nextBoolean();
    int first = (random.nextInt(256) & ~0x43) | (header ? 0x40 : 0);
    switch (kind) {
      case "deliver" -> deliver(first, header);
      case "submit" -> submit(first | 1, header);
      case "status-report" -> statusReport(first | 2, header);
      case "command" -> {
        put(first | 2, any(), any(), any(), any());
        address();
        userData(4, header, 157);
      }
      case "deliver-report" -> report(first, header, error, false);
      default -> report(first | 1, header, error, true);
    }
    return out.toByteArray();
  }

  private void deliver(int first, boolean header) {
    int coding = any();
    put(first);
    address();
    put(any(), coding);
    time();
    userData(coding, header, 140);
  }

  private void submit(int first, boolean header) {
    int coding = any();
    put(first, any());
    address();
    put(any(), coding);
    switch ((first >> 3) & 3) {
      case 0 -> {}
      case 2 -> put(any());
      default -> time();
    }
    userData(coding, header, 140);
  }

  private void statusReport(int first, boolean header) {
    put(first, any());
    address();
    time();
    time();
    put(any());
    if (random.nextBoolean()) {
      int indicator = random.nextInt(8);
      put(indicator);
      parameters(indicator, header, 143);
    }
  }

  private void report(int first, boolean header, boolean error, boolean time) {
    put(first);
    if (error) {
      put(any());
    }
    int indicator = random.nextInt(8);
    if (random.nextInt(8) == 0) {
      put(indicator | 0x80, random.nextInt(128));
    } else {
      put(indicator);
    }
    if (time) {
      time();
    }
    parameters(indicator, header, time ? 152 : 159);
  }

  private void parameters(int indicator, boolean header, int most) {
    int coding = 0;
    if ((indicator & 1) != 0) {
      put(any());
    }
    if ((indicator & 2) != 0) {
      coding = any();
      put(coding);
    }
    if ((indicator & 4) != 0) {
      userData(coding, header, most);
    }
  }

  private void address() {
    int digits = random.nextInt(21);
    int type = random.nextBoolean() ? 0x91 : any();
    put(digits, type);
    boolean text = ((type >> 4) & 7) == 5;
    for (int i = 0; i < digits; i += 2) {
      int low = random.nextInt(15);
      int high = i + 1 == digits ? 15 : random.nextInt(15);
      put(text ? any() : (high << 4) | low);
    }
  }

  /** Half of them dates. */
  private void time() {
    if (random.nextBoolean()) {
      put(
          decimal(100),
          decimal(13),
          decimal(32),
          decimal(25),
          decimal(61),
          decimal(61),
          decimal(80) ^ (random.nextBoolean() ? 8 : 0));
    } else {
      put(any(), any(), any(), any(), any(), any(), any());
    }
  }

  private int decimal(int bound) {
    int value = random.nextInt(bound);
    return (value % 10) << 4 | value / 10;
  }

  private void userData(int coding, boolean header, int most) {
    boolean compressed = coding < 0x80 && (coding & 0x20) != 0;
    boolean eight = (coding < 0x80 && (coding & 12) == 4) || (coding >= 0xF0 && (coding & 4) != 0);
    boolean ucs2 = (coding < 0x80 && (coding & 12) == 8) || (coding >= 0xE0 && coding < 0xF0);
    byte[] elements = header ? elements() : new byte[0];
    int room = most - elements.length;
    int payload = random.nextInt(room + 1);
    if (compressed || eight) {
      put(elements.length + payload);
      out.writeBytes(elements);
    } else if (ucs2) {
      payload &= ~1;
      put(elements.length + payload);
      out.writeBytes(elements);
    } else {
      int septets = (elements.length * 8 + 6) / 7;
      int length = septets + random.nextInt(most * 8 / 7 - septets + 1);
      put(length);
      out.writeBytes(elements);
      payload = (length * 7 + 7) / 8 - elements.length;
    }
    for (int i = 0; i < payload; i++) {
      put(any());
    }
  }

  private byte[] elements() {
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    int[] ids = {0, 8, 4, 5, 0x24, 0x25, 1, 0x70};
    int[] lengths = {3, 4, 2, 4, 1, 1, 2, 5};
    for (int n = random.nextInt(4); n > 0; n--) {
      int which = random.nextInt(ids.length);
      int length = random.nextInt(5) == 0 ? random.nextInt(7) : lengths[which];
      header.write(ids[which]);
      header.write(length);
      for (int i = 0; i < length; i++) {
        header.write(random.nextInt(random.nextBoolean() ? 15 : 256));
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(header.size());
    all.writeBytes(header.toByteArray());
    return all.toByteArray();
  }

  private int any() {
    return random.nextInt(256);
  }

  private void put(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
