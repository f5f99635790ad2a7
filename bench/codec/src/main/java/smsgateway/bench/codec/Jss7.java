package smsgateway.bench.codec;

import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.restcomm.protocols.ss7.map.api.MAPException;
import org.restcomm.protocols.ss7.map.api.smstpdu.NumberingPlanIdentification;
import org.restcomm.protocols.ss7.map.api.smstpdu.SmsDeliverTpdu;
import org.restcomm.protocols.ss7.map.api.smstpdu.TypeOfNumber;
import org.restcomm.protocols.ss7.map.smstpdu.AddressFieldImpl;
import org.restcomm.protocols.ss7.map.smstpdu.DataCodingSchemeImpl;
import org.restcomm.protocols.ss7.map.smstpdu.ProtocolIdentifierImpl;
import org.restcomm.protocols.ss7.map.smstpdu.SmsSubmitTpduImpl;
import org.restcomm.protocols.ss7.map.smstpdu.SmsTpduImpl;
import org.restcomm.protocols.ss7.map.smstpdu.UserDataImpl;
import smsgateway.pdu.Alphabet;

/** jSS7 map-impl: whole messages; it leaves cutting long texts to its caller. */
public class Jss7 extends Setting {
  private final byte[] deliver160 = Payloads.deliver(Payloads.TEXT_160, Alphabet.GSM7);
  private final byte[] deliverUcs2 = Payloads.deliver(Payloads.UCS2_70, Alphabet.UCS2);

  @Benchmark
  public String decodeDeliver160() throws MAPException {
    return decode(deliver160);
  }

  @Benchmark
  public String decodeUcs2() throws MAPException {
    return decode(deliverUcs2);
  }

  @Benchmark
  public byte[] encodeSubmit160() throws MAPException {
    return encode(Payloads.TEXT_160, 0);
  }

  @Benchmark
  public byte[] encodeUcs2() throws MAPException {
    return encode(Payloads.UCS2_70, 8);
  }

  private static String decode(byte[] octets) throws MAPException {
    SmsDeliverTpdu deliver =
        (SmsDeliverTpdu) SmsTpduImpl.createInstance(octets, false, StandardCharsets.ISO_8859_1);
    deliver.getUserData().decode();
    return deliver.getUserData().getDecodedMessage();
  }

  private static byte[] encode(String text, int coding) throws MAPException {
    UserDataImpl data =
        new UserDataImpl(text, new DataCodingSchemeImpl(coding), null, StandardCharsets.ISO_8859_1);
    AddressFieldImpl destination =
        new AddressFieldImpl(
            TypeOfNumber.InternationalNumber,
            NumberingPlanIdentification.ISDNTelephoneNumberingPlan,
            Payloads.NUMBER);
    return new SmsSubmitTpduImpl(
            false, false, false, 0, destination, new ProtocolIdentifierImpl(0), null, data)
        .encodeData();
  }
}
