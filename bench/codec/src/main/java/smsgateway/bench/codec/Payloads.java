package smsgateway.bench.codec;

import java.time.OffsetDateTime;
import smsgateway.pdu.Address;
import smsgateway.pdu.Alphabet;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.PduException;
import smsgateway.pdu.SegmentOptions;
import smsgateway.pdu.Segmenter;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.UserData;

/** The messages that every codec gets. */
final class Payloads {
  static final String NUMBER = "436991234567";
  static final String TEXT_459 =
      "The quick brown fox jumps over the lazy dog, 0123456789 times. ".repeat(8).substring(0, 459);
  static final String TEXT_160 = TEXT_459.substring(0, 160);
  static final String UCS2_70 =
      "Съешь же ещё этих мягких французских булок, да выпей чаю. Съешь же ещё этих"
          .substring(0, 70);

  private static final OffsetDateTime SENT = OffsetDateTime.parse("2026-11-23T10:20:30+01:00");

  private Payloads() {}

  /** An SMS-DELIVER without service centre address. */
  static byte[] deliver(String text, Alphabet alphabet) {
    try {
      UserData data =
          Segmenter.split(text, SegmentOptions.reference8(0).withAlphabet(alphabet))
              .segments()
              .get(0);
      return new Deliver(
              false,
              false,
              false,
              false,
              Address.of("+" + NUMBER),
              0,
              Dcs.of(alphabet, false),
              TimeStamp.of(SENT),
              data)
          .encode();
    } catch (PduException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
