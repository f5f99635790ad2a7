package smsgateway.bench.codec;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import smsgateway.pdu.Address;
import smsgateway.pdu.Alphabet;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Mode;
import smsgateway.pdu.PduException;
import smsgateway.pdu.SegmentOptions;
import smsgateway.pdu.Segmentation;
import smsgateway.pdu.Segmenter;
import smsgateway.pdu.Submit;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.UserData;

/** Our codec: whole messages, from octets to a value with its text and back. */
public class Own extends Setting {
  private static final SegmentOptions OPTIONS = SegmentOptions.reference8(7);

  private final byte[] deliver160 = Payloads.deliver(Payloads.TEXT_160, Alphabet.GSM7);
  private final byte[] deliverUcs2 = Payloads.deliver(Payloads.UCS2_70, Alphabet.UCS2);
  private final Address destination = Address.of("+" + Payloads.NUMBER);

  @Benchmark
  public Object decodeDeliver160() throws PduException {
    return decode(deliver160);
  }

  @Benchmark
  public Object decodeUcs2() throws PduException {
    return decode(deliverUcs2);
  }

  @Benchmark
  public Object encodeSubmit160() throws PduException {
    return encode(Payloads.TEXT_160);
  }

  @Benchmark
  public Object encodeUcs2() throws PduException {
    return encode(Payloads.UCS2_70);
  }

  @Benchmark
  public Object encode459() throws PduException {
    return encode(Payloads.TEXT_459);
  }

  /** The message and its text, both needed by a caller. */
  private static String decode(byte[] octets) throws PduException {
    Tpdu tpdu = Tpdu.decode(octets, Direction.SC_TO_MS, Mode.STRICT).value();
    Deliver deliver = (Deliver) tpdu;
    return deliver.originator().number().isEmpty() ? "" : deliver.userData().text().orElseThrow();
  }

  private List<byte[]> encode(String text) throws PduException {
    Segmentation segmentation = Segmenter.split(text, OPTIONS);
    Dcs dcs = Dcs.of(segmentation.alphabet(), false);
    List<byte[]> octets = new ArrayList<>(segmentation.segments().size());
    for (UserData data : segmentation.segments()) {
      octets.add(Submit.of(destination, dcs, data).encode());
    }
    return octets;
  }
}
