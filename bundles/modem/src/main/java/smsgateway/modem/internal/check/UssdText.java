package smsgateway.modem.internal.check;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.UssdAnswer;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec;
import smsgateway.api.PduCodec.Deliver;
import smsgateway.api.PduCodec.PlanRequest;
import smsgateway.api.PduFormatException;
import smsgateway.modem.internal.AtFields;

/**
 * Texts of {@code +CUSD}: as characters, as UCS-2 in hex, or as packed septets in hex (3GPP TS
 * 23.038 §5, §6.1.2.3), which modems mix. Pure.
 */
final class UssdText {
  private static final Msisdn ANY = new Msisdn("123");
  private static final int MENU = 1;
  private static final int UNSUPPORTED = 4;
  private static final int TIMEOUT = 5;
  private static final int UCS2_WITH_LANGUAGE = 17;

  /** 140 octets are exactly 160 septets, the most of one SMS. */
  private static final int PART = 140;

  /** An SMS-DELIVER up to its TP-UDL, to have the codec read packed septets. */
  private static final String DELIVER = "0004038121F3000062111111111100";

  /** Hex that is no number: at least one letter. */
  private static final Pattern HEX = Pattern.compile("(?=.*[A-F])([0-9A-F]{2}){3,}");

  private static final Pattern UCS2 = Pattern.compile("(00[0-9A-F]{2}){2,}|(04[0-9A-F]{2}){2,}");

  private final PduCodec codec;

  UssdText(PduCodec codec) {
    this.codec = codec;
  }

  /** What a complete {@code +CUSD} line means. */
  Result result(String line) {
    List<String> fields = AtFields.split(line.substring("+CUSD:".length()));
    int kind = AtFields.number(fields, 0, 0);
    if (kind == UNSUPPORTED) {
      return new Failed("The network does not support this code.");
    }
    if (kind == TIMEOUT) {
      return new Failed("The network took too long.");
    }
    String raw = fields.size() > 1 ? fields.get(1) : "";
    return new UssdAnswer(text(raw, AtFields.number(fields, 2, 15)), kind == MENU);
  }

  private String text(String raw, int scheme) {
    boolean ucs2 = scheme == UCS2_WITH_LANGUAGE || ((scheme & 0xC0) == 0x40 && (scheme & 12) == 8);
    boolean hex = raw.length() % 2 == 0 && raw.matches("[0-9A-Fa-f]*");
    if (hex && (ucs2 || UCS2.matcher(raw).matches())) {
      return new String(HexFormat.of().parseHex(raw), StandardCharsets.UTF_16BE);
    }
    return HEX.matcher(raw).matches() ? unpacked(raw) : raw;
  }

  private String unpacked(String hex) {
    StringBuilder text = new StringBuilder();
    try {
      for (int from = 0; from < hex.length(); from += 2 * PART) {
        String part = hex.substring(from, Math.min(hex.length(), from + 2 * PART));
        String septets = String.format("%02X", part.length() / 2 * 8 / 7);
        text.append(((Deliver) codec.decode(DELIVER + septets + part)).text());
      }
    } catch (PduFormatException e) {
      return hex;
    }
    // Seven spare bits are filled by CR (23.038 §6.1.2.3.1).
    int last = text.length() - 1;
    boolean filled = last >= 0 && text.charAt(last) == '\r';
    return filled ? text.substring(0, last) : text.toString();
  }

  /** The code as packed septets in hex. */
  String packed(String code) {
    try {
      PlanRequest plan = new PlanRequest(ANY, code, false, false, 0);
      String tpdu = codec.plan(plan).tpdus().get(0);
      int octets = (code.length() * 7 + 7) / 8;
      byte[] packed = HexFormat.of().parseHex(tpdu.substring(tpdu.length() - 2 * octets));
      if (code.length() % 8 == 7) {
        packed[octets - 1] |= (byte) ('\r' << 1);
      }
      return HexFormat.of().withUpperCase().formatHex(packed);
    } catch (PduFormatException e) {
      throw new IllegalArgumentException("at most 160 characters fit", e);
    }
  }
}
