package smsgateway.bench.codec;

import org.openjdk.jmh.annotations.Benchmark;
import smsgateway.pdu.Alphabet;
import smsgateway.pdu.Gsm7;
import smsgateway.pdu.Gsm7Encoder;

/**
 * The least that any codec does: 160 septets one by one through a table. No message, no checks; the
 * measure of what a machine can do.
 */
public class BareLoop extends Setting {
  private static final int SEPTETS = 160;
  private static final int USER_DATA = 19;

  private final byte[] deliver = Payloads.deliver(Payloads.TEXT_160, Alphabet.GSM7);
  private final char[] characters = new char[128];
  private final byte[] codes = new byte[256];

  /** Tables of the default alphabet. */
  public BareLoop() {
    for (int code = 0; code < 128; code++) {
      String text = Gsm7.text(new byte[] {(byte) code}, 0, 0);
      characters[code] = text.isEmpty() ? ' ' : text.charAt(0);
      if (characters[code] < 256) {
        codes[characters[code]] = Gsm7Encoder.DEFAULT.encode(text.isEmpty() ? " " : text)[0];
      }
    }
  }

  @Benchmark
  public String unpack160() {
    char[] text = new char[SEPTETS];
    int at = USER_DATA;
    int shift = 0;
    for (int i = 0; i < SEPTETS; i++) {
      int value = (deliver[at] & 0xFF) >> shift;
      if (shift > 1) {
        value |= deliver[at + 1] << (8 - shift);
      }
      text[i] = characters[value & 0x7F];
      shift += 7;
      at += shift >> 3;
      shift &= 7;
    }
    return new String(text);
  }

  @Benchmark
  public byte[] pack160() {
    byte[] octets = new byte[140];
    int at = 0;
    int shift = 0;
    for (int i = 0; i < SEPTETS; i++) {
      int value = codes[Payloads.TEXT_160.charAt(i)] << shift;
      octets[at] |= (byte) value;
      if (shift > 1) {
        octets[at + 1] = (byte) (value >> 8);
      }
      shift += 7;
      at += shift >> 3;
      shift &= 7;
    }
    return octets;
  }
}
