package smsgateway.pdu.tool;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A second decoder, written bit by bit from the standard and the published tables and sharing
 * nothing with the codec: slow, for well-formed input only. What both say is right in neither by
 * accident.
 */
final class Reference {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final byte[] octets;
  private final boolean error;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private int at;

  private Reference(byte[] octets, boolean error) {
    this.octets = octets;
    this.error = error;
  }

  /** The fields of a TPDU without service centre address. */
  static Map<String, Object> decode(byte[] octets, boolean fromNetwork, boolean error) {
    Reference reference = new Reference(octets, error);
    reference.tpdu(fromNetwork);
    return reference.fields;
  }

  private void tpdu(boolean fromNetwork) {
    int first = number("fo");
    fields.put("udhi", ReferenceValues.bit(first, 6));
    switch ((fromNetwork ? 0 : 4) + (first & 3)) {
      case 0 -> {
        flags(first, "mms", "lp", null, "sri", null, "rp");
        address("originator");
        number("pid");
        coding(number("dcs"));
        time("scts");
        userData(first, number("dcs", 0));
      }
      case 1, 4 -> report(first, fromNetwork);
      case 2 -> statusReport(first);
      case 5 -> submit(first);
      case 6 -> {
        fields.put("srr", ReferenceValues.bit(first, 5));
        number("mr");
        number("pid");
        number("command_type");
        number("message_number");
        address("destination");
        userData(first, 4);
      }
      default -> throw new IllegalArgumentException("reserved");
    }
  }

  private void submit(int first) {
    flags(first, "rd", null, null, "srr", null, "rp");
    fields.put("vpf", (first >> 3) & 3);
    number("mr");
    address("destination");
    number("pid");
    coding(number("dcs"));
    fields.put("vp", validity((first >> 3) & 3));
    userData(first, number("dcs", 0));
  }

  private void statusReport(int first) {
    flags(first, "mms", "lp", null, "srq", null, null);
    number("mr");
    address("recipient");
    time("scts");
    time("discharge");
    number("status");
    if (at < octets.length) {
      int indicator = number("pi");
      extension(indicator);
      parameters(first, indicator);
    }
  }

  private void report(int first, boolean fromNetwork) {
    if (error) {
      number("fcs");
    }
    int indicator = number("pi");
    extension(indicator);
    if (fromNetwork) {
      time("scts");
    }
    parameters(first, indicator);
  }

  private void extension(int indicator) {
    for (int octet = indicator; octet >= 0x80; ) {
      octet = next();
    }
  }

  private void parameters(int first, int indicator) {
    if (ReferenceValues.bit(indicator, 0)) {
      number("pid");
    }
    int coding = ReferenceValues.bit(indicator, 1) ? number("dcs") : 0;
    if ((indicator & 6) != 0) {
      coding(coding);
    }
    if (ReferenceValues.bit(indicator, 2)) {
      userData(first, coding);
    }
  }

  private void flags(int first, String... names) {
    for (int i = 0; i < names.length; i++) {
      if (names[i] != null) {
        fields.put(names[i], ReferenceValues.bit(first, i + 2) != names[i].equals("mms"));
      }
    }
  }

  private void address(String name) {
    int length = next();
    int type = next();
    StringBuilder bits = new StringBuilder();
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < (length + 1) / 2; i++) {
      int octet = next();
      bits.insert(0, ReferenceText.binary(octet));
      digits.append("0123456789*#abcF".charAt(octet & 15));
      digits.append("0123456789*#abcF".charAt(octet >> 4));
    }
    String[] types = {
      "unknown",
      "international",
      "national",
      "network-specific",
      "subscriber",
      "alphanumeric",
      "abbreviated",
      "reserved"
    };
    String[] plans = {
      "unknown", "isdn", "reserved", "data", "telex", "sc-specific", "sc-specific", "reserved",
      "national", "private", "ermes", "reserved", "reserved", "reserved", "reserved", "reserved"
    };
    String number = digits.substring(0, length);
    Map<String, Object> address = new LinkedHashMap<>();
    address.put("toa", type);
    address.put("ton", types[(type >> 4) & 7]);
    address.put("npi", plans[type & 15]);
    address.put(
        "number",
        ((type >> 4) & 7) == 5
            ? ReferenceText.text(ReferenceText.septets(bits.toString(), 0, length * 4 / 7), 0, 0)
            : number.endsWith("F") ? number.substring(0, length - 1) : number);
    fields.put(name, address);
  }

  private void coding(int coding) {
    int group = coding >> 4;
    fields.put("alphabet", ReferenceValues.alphabet(coding));
    fields.put("compressed", group < 8 && ReferenceValues.bit(coding, 5));
    fields.put(
        "class", group == 15 || (group < 8 && ReferenceValues.bit(coding, 4)) ? coding & 3 : null);
    if (group >= 4 && group < 8) {
      fields.put("auto_delete", true);
    }
    if (group >= 8 && group < 12) {
      fields.put("reserved", true);
    }
    if (group >= 12 && group < 15) {
      String[] types = {"voicemail", "fax", "email", "other"};
      fields.put(
          "mwi",
          Map.of(
              "active",
              ReferenceValues.bit(coding, 3),
              "type",
              types[coding & 3],
              "store",
              group > 12));
    }
  }

  private void time(String name) {
    byte[] raw = take(7);
    fields.put(name, ReferenceValues.iso(raw));
    fields.put(name + "_raw", HEX.formatHex(raw));
  }

  private Map<String, Object> validity(int format) {
    Map<String, Object> period = new LinkedHashMap<>();
    if (format == 0) {
      return null;
    }
    if (format == 2) {
      int octet = next();
      period.put("format", "relative");
      period.put("octet", octet);
      period.put("seconds", ReferenceValues.seconds(octet));
      return period;
    }
    byte[] raw = take(7);
    period.put("format", format == 3 ? "absolute" : "enhanced");
    period.put("raw", HEX.formatHex(raw));
    if (format == 3) {
      period.put("time", ReferenceValues.iso(raw));
      return period;
    }
    period.put("single_shot", ReferenceValues.bit(raw[0], 6));
    switch (raw[0] & 7) {
      case 1 -> period.put("seconds", ReferenceValues.seconds(raw[1] & 0xFF));
      case 2 -> period.put("seconds", raw[1] & 0xFF);
      case 3 ->
          period.put(
              "seconds",
              ReferenceValues.digits(raw[1]) * 3600
                  + ReferenceValues.digits(raw[2]) * 60
                  + ReferenceValues.digits(raw[3]));
      default -> {}
    }
    return period;
  }

  private void userData(int first, int coding) {
    int length = number("udl");
    boolean compressed = coding < 0x80 && ReferenceValues.bit(coding, 5);
    String alphabet = compressed ? "8bit" : ReferenceValues.alphabet(coding);
    byte[] data = take(alphabet.equals("gsm7") ? (length * 7 + 7) / 8 : length);
    int header = ReferenceValues.bit(first, 6) ? 1 + (data[0] & 0xFF) : 0;
    int locking = 0;
    int single = 0;
    if (header > 0) {
      header(data, header);
      locking = (Integer) fields.getOrDefault("locking_shift", 0);
      single = (Integer) fields.getOrDefault("single_shift", 0);
    }
    if (alphabet.equals("8bit")) {
      fields.put("data", HEX.formatHex(data, header, data.length));
    } else if (alphabet.equals("ucs2")) {
      StringBuilder text = new StringBuilder();
      for (int i = header; i < data.length; i += 2) {
        text.append((char) ((data[i] & 0xFF) * 256 + (data[i + 1] & 0xFF)));
      }
      fields.put("text", text.toString());
    } else {
      StringBuilder bits = new StringBuilder();
      for (byte octet : data) {
        bits.insert(0, ReferenceText.binary(octet & 0xFF));
      }
      int skipped = (header * 8 + 6) / 7;
      fields.put(
          "text",
          ReferenceText.text(
              ReferenceText.septets(bits.toString(), skipped, length), locking, single));
    }
  }

  private void header(byte[] data, int end) {
    List<Object> elements = new ArrayList<>();
    for (int i = 1; i < end; i += 2 + (data[i + 1] & 0xFF)) {
      int id = data[i] & 0xFF;
      int length = data[i + 1] & 0xFF;
      int[] value = new int[length];
      for (int k = 0; k < length; k++) {
        value[k] = data[i + 2 + k] & 0xFF;
      }
      elements.add(Map.of("iei", id, "data", HEX.formatHex(data, i + 2, i + 2 + length)));
      if ((id == 0 && length == 3) || (id == 8 && length == 4)) {
        concatenation(value);
      } else if (id == 4 && length == 2) {
        fields.put("ports", Map.of("dst", value[0], "src", value[1], "bits", 8));
      } else if (id == 5 && length == 4) {
        int destination = value[0] * 256 + value[1];
        int source = value[2] * 256 + value[3];
        fields.put("ports", Map.of("dst", destination, "src", source, "bits", 16));
      } else if ((id == 0x24 || id == 0x25) && length == 1) {
        fields.put(id == 0x24 ? "single_shift" : "locking_shift", value[0]);
      }
    }
    fields.put("udh", elements);
  }

  private void concatenation(int[] value) {
    int last = value.length - 1;
    if (value[last] > 0 && value[last] <= value[last - 1]) {
      int reference = last == 2 ? value[0] : value[0] * 256 + value[1];
      fields.put(
          "concat",
          Map.of(
              "ref",
              reference,
              "bits",
              last == 2 ? 8 : 16,
              "total",
              value[last - 1],
              "seq",
              value[last]));
    }
  }

  private int number(String name, int otherwise) {
    return fields.get(name) instanceof Integer number ? number : otherwise;
  }

  private int number(String name) {
    int octet = next();
    fields.put(name, octet);
    return octet;
  }

  private int next() {
    return octets[at++] & 0xFF;
  }

  private byte[] take(int count) {
    byte[] taken = java.util.Arrays.copyOfRange(octets, at, at + count);
    at += count;
    return taken;
  }

  /** The same value with numbers as the reader of JSON has them. */
  static Object asRead(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> read = new LinkedHashMap<>();
      map.forEach((name, field) -> read.put(name, asRead(field)));
      return read;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Reference::asRead).toList();
    }
    return value instanceof Integer number ? BigDecimal.valueOf(number) : value;
  }
}
