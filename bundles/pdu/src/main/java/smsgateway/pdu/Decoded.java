package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;

/**
 * A decoded value and what was forgiven to get it.
 *
 * @param value the result
 * @param warnings in order of the input; always empty in {@link Mode#STRICT}
 */
public record Decoded<T>(T value, List<Warning> warnings) {
  /** Keeps a copy of the warnings. */
  public Decoded {
    warnings = List.copyOf(warnings);
  }

  /** The same value, with warnings of an earlier step in front. */
  Decoded<T> after(List<Warning> earlier) {
    if (earlier.isEmpty()) {
      return this;
    }
    List<Warning> all = new ArrayList<>(earlier);
    all.addAll(warnings);
    return new Decoded<>(value, all);
  }
}
