package smsgateway.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Decoding is total: anything ends in a message or the one exception. */
class FuzzTest {
  private int decoded;
  private int refused;

  @Test
  void corpusPdusCutAtEachOctetEndInAResult() {
    for (byte[] pdu : pdus()) {
      for (int length = 0; length < pdu.length; length++) {
        check(Arrays.copyOf(pdu, length));
      }
    }
    assertThat(refused).isGreaterThan(decoded);
    assertThat(decoded).isPositive();
  }

  @Test
  void corpusPdusWithEachBitFlippedEndInAResult() {
    for (byte[] pdu : pdus()) {
      for (int bit = 0; bit < 8 * pdu.length; bit++) {
        pdu[bit / 8] ^= (byte) (1 << bit % 8);
        check(pdu);
        pdu[bit / 8] ^= (byte) (1 << bit % 8);
      }
    }
    assertThat(decoded).isGreaterThan(50_000);
  }

  @Test
  void randomOctetsEndInAResult() {
    Random random = new Random(23040);
    for (int i = 0; i < 200_000; i++) {
      byte[] octets = new byte[random.nextInt(200)];
      random.nextBytes(octets);
      if (octets.length > 3) {
        octets[0] = (byte) random.nextInt(3);
        octets[3] &= 0x1F;
      }
      check(octets);
    }
    assertThat(decoded).isPositive();
  }

  @Test
  void mutationsOfCorpusPdusEndInAResult() {
    Random random = new Random(23038);
    List<byte[]> pdus = pdus();
    for (int i = 0; i < 100_000; i++) {
      byte[] octets = pdus.get(random.nextInt(pdus.size())).clone();
      for (int n = 1 + random.nextInt(3); n > 0 && octets.length > 0; n--) {
        int at = random.nextInt(octets.length);
        switch (random.nextInt(4)) {
          case 0 -> octets[at] = (byte) random.nextInt(256);
          case 1 -> octets[at] += (byte) (random.nextInt(3) - 1);
          case 2 -> octets = Arrays.copyOf(octets, at);
          default -> octets = Arrays.copyOf(octets, octets.length + 2);
        }
      }
      check(octets);
    }
    assertThat(decoded).isGreaterThan(100_000);
  }

  @Test
  void randomLinesEndInAResult() {
    Random random = new Random(27005);
    String characters = "0123456789ABCDEFabcdef ,+\r\nG\u20AC\uD83D";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = random.nextInt(60); n > 0; n--) {
        line.append(characters.charAt(random.nextInt(characters.length())));
      }
      for (Mode mode : Mode.values()) {
        try {
          AtPdu.decodeStored(line.toString(), mode);
        } catch (PduException fault) {
          assertPlace(fault, line.length());
        }
      }
    }
  }

  /** All corpus PDUs, the malformed ones included, without the records that are not hex. */
  private static List<byte[]> pdus() {
    List<byte[]> pdus = new ArrayList<>();
    Stream.of("decode.jsonl", "malformed.jsonl")
        .flatMap(name -> Vector.file(name).stream())
        .forEach(
            vector -> {
              try {
                pdus.add(Octets.ofHex(vector.text("pdu_hex")).toByteArray());
              } catch (PduException notHex) {
                assertThat(vector.text("error_kind")).isEqualTo("hex");
              }
            });
    assertThat(pdus).hasSize(194 + 61 - 4);
    return pdus;
  }

  private void check(byte[] octets) {
    for (Direction direction : Direction.values()) {
      for (RpContext rp : RpContext.values()) {
        check(octets, direction, rp);
      }
    }
  }

  private void check(byte[] octets, Direction direction, RpContext rp) {
    Decoded<AtPdu> lenient;
    try {
      lenient = AtPdu.decode(octets, direction, rp, Mode.LENIENT);
      decoded++;
    } catch (PduException fault) {
      refused++;
      assertPlace(fault, octets.length);
      assertRefused(octets, direction, rp);
      return;
    }
    assertInverse(lenient.value(), direction, rp);
    if (lenient.warnings().isEmpty()) {
      assertStrict(octets, direction, rp, lenient);
    } else {
      assertRefused(octets, direction, rp);
    }
  }

  /** What was decoded can be encoded, and decodes to the same again, now strictly. */
  private static void assertInverse(AtPdu pdu, Direction direction, RpContext rp) {
    try {
      Decoded<AtPdu> again = AtPdu.decode(pdu.encode(), direction, rp, Mode.STRICT);
      if (!again.value().equals(pdu)) {
        assertThat(again.value()).isEqualTo(pdu);
      }
    } catch (PduException fault) {
      throw new AssertionError(pdu.toHex(), fault);
    }
  }

  private static void assertStrict(
      byte[] octets, Direction direction, RpContext rp, Decoded<AtPdu> lenient) {
    try {
      if (!AtPdu.decode(octets, direction, rp, Mode.STRICT).equals(lenient)) {
        throw new AssertionError("strict differs: " + Octets.of(octets));
      }
    } catch (PduException fault) {
      throw new AssertionError("strict refuses: " + Octets.of(octets), fault);
    }
  }

  private static void assertRefused(byte[] octets, Direction direction, RpContext rp) {
    try {
      AtPdu.decode(octets, direction, rp, Mode.STRICT);
    } catch (PduException fault) {
      assertPlace(fault, octets.length);
      return;
    }
    throw new AssertionError("strict accepts: " + Octets.of(octets));
  }

  private static void assertPlace(PduException fault, int length) {
    if (fault.offset() < 0 || fault.offset() > length || fault.field().isEmpty()) {
      throw new AssertionError(fault);
    }
  }
}
