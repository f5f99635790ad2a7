package smsgateway.pdu;

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
}
