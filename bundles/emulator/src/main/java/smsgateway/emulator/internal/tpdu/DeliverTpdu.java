package smsgateway.emulator.internal.tpdu;

import java.io.ByteArrayOutputStream;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes SMS-DELIVER with the service centre address in front (3GPP TS 23.040 §9.2.2.1), as a modem
 * hands it over.
 *
 * @param serviceCentre its address
 * @param originator TP-OA
 * @param time TP-SCTS
 */
public record DeliverTpdu(SmsAddress serviceCentre, SmsAddress originator, OffsetDateTime time) {
  private static final int NO_MORE_MESSAGES = 0x04;
  private static final int HEADER = 0x40;
  private static final int UCS2 = 0x08;

  /**
   * Encodes a text, GSM 7-bit where the alphabet allows, else UCS-2; in parts with 8-bit reference
   * when it is longer than one message.
   *
   * @return one PDU per part as upper case hex
   */
  public List<String> encode(String text, int reference) {
    byte[] septets = Septets.of(text);
    return septets != null ? septetParts(septets, reference) : ucs2Parts(text, reference);
  }

  private List<String> septetParts(byte[] septets, int reference) {
    if (septets.length <= 160) {
      return List.of(encode(0, 0, UserData.gsm7(new byte[0], septets)));
    }
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < septets.length; ) {
      int end = Math.min(at + 153, septets.length);
      // An escape and its character stay in one part.
      end -= end < septets.length && septets[end - 1] == 0x1B ? 1 : 0;
      parts.add(Arrays.copyOfRange(septets, at, end));
      at = end;
    }
    List<String> pdus = new ArrayList<>();
    for (byte[] part : parts) {
      byte[] header = header(reference, parts.size(), pdus.size() + 1);
      pdus.add(encode(0, 0, UserData.gsm7(header, part)));
    }
    return pdus;
  }

  private List<String> ucs2Parts(String text, int reference) {
    if (text.length() <= 70) {
      return List.of(encode(0, UCS2, UserData.ucs2(new byte[0], text)));
    }
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = Math.min(at + 67, text.length());
      end -= end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
      parts.add(text.substring(at, end));
      at = end;
    }
    List<String> pdus = new ArrayList<>();
    for (String part : parts) {
      byte[] header = header(reference, parts.size(), pdus.size() + 1);
      pdus.add(encode(0, UCS2, UserData.ucs2(header, part)));
    }
    return pdus;
  }

  private static byte[] header(int reference, int total, int sequence) {
    return new byte[] {5, 0, 3, (byte) reference, (byte) total, (byte) sequence};
  }

  String encode(int pid, int dcs, UserData data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    serviceCentre.writeServiceCentre(out);
    out.write(NO_MORE_MESSAGES | (data.hasHeader() ? HEADER : 0));
    originator.write(out);
    out.write(pid);
    out.write(dcs);
    TimeStamp.write(out, time);
    data.write(out);
    return HexFormat.of().withUpperCase().formatHex(out.toByteArray());
  }
}
