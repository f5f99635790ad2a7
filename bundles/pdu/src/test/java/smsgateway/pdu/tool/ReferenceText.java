package smsgateway.pdu.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Septets and the published tables, for the second decoder. */
final class ReferenceText {
  private static final Input TABLES = tables();

  private ReferenceText() {}

  /** The last seven characters are the first septet. */
  static int[] septets(String bits, int from, int to) {
    int[] septets = new int[Math.max(0, to - from)];
    for (int i = from; i < to; i++) {
      int end = bits.length() - 7 * i;
      septets[i - from] = Integer.parseInt(bits.substring(end - 7, end), 2);
    }
    return septets;
  }

  static String text(int[] septets, int locking, int single) {
    Input base = table("locking", locking);
    Input extension = table("single_shift", single);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < septets.length; i++) {
      String code = String.format("0x%02X", septets[i]);
      if (!code.equals("0x1B")) {
        text.append(base.has(code) ? base.text(code) : " ");
      } else if (++i < septets.length) {
        String next = String.format("0x%02X", septets[i]);
        Input table = extension.has(next) ? extension : base;
        text.append(!next.equals("0x1B") && table.has(next) ? table.text(next) : " ");
      }
    }
    return text.toString();
  }

  static Input table(String kind, int language) {
    Input languages = TABLES.object("national_language_identifier");
    for (Object name : languages.fields().keySet()) {
      if (languages.number((String) name, -1) == language
          && TABLES.object(kind).has((String) name)) {
        return TABLES.object(kind).object((String) name);
      }
    }
    return TABLES.object(kind).object("default");
  }

  static Input tables() {
    try (InputStream in = Reference.class.getResourceAsStream("/corpus/alphabets.json")) {
      return Input.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String binary(int octet) {
    return Integer.toBinaryString(0x100 | octet).substring(1);
  }
}
