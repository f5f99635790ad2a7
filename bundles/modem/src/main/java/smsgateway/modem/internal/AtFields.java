package smsgateway.modem.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Takes apart the parameters of an answer; forgives what modems do to commas and quotes. */
public final class AtFields {
  private AtFields() {}

  /**
   * Splits at commas outside quotes and brackets; fields are stripped and lose their quotes, an
   * absent field is empty.
   */
  public static List<String> split(String parameters) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < parameters.length(); i++) {
      char c = parameters.charAt(i);
      quoted ^= c == '"';
      depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && !quoted && depth <= 0) {
        fields.add(bare(field));
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(bare(field));
    return fields;
  }

  private static String bare(CharSequence field) {
    String text = field.toString().strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  /** A field as a number; {@code otherwise} when it is absent or none. */
  public static int number(List<String> fields, int index, int otherwise) {
    try {
      return index < fields.size() ? Integer.parseInt(fields.get(index)) : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  /** The numbers of a test answer's group such as {@code (0-2,5)}; what is no number is skipped. */
  public static Set<Integer> numbers(String group) {
    Set<Integer> numbers = new TreeSet<>();
    for (String part : split(group.replace("(", "").replace(")", ""))) {
      List<String> ends = List.of(part.split("-", -1));
      int from = number(ends, 0, -1);
      int to = ends.size() > 1 ? number(ends, 1, -1) : from;
      for (int n = from; n >= 0 && n <= to && n - from < 32; n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }

  /** The quoted or bare words of a group such as {@code ("SM","ME")}, in order. */
  public static List<String> words(String group) {
    return split(group.replace("(", "").replace(")", "")).stream()
        .filter(w -> !w.isEmpty())
        .toList();
  }
}
