package smsgateway.pdu.tool;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** One record of the input; its fields by name. What is of another type is refused by name. */
record Input(Map<?, ?> fields) {
  /** A record; {@link IllegalArgumentException} when the line is no object. */
  static Input of(String line) {
    String json = line.startsWith("\uFEFF") ? line.substring(1) : line;
    if (Json.read(json) instanceof Map<?, ?> fields) {
      return new Input(fields);
    }
    throw new IllegalArgumentException("no object");
  }

  /** Whether a field is there and not null. */
  boolean has(String name) {
    return fields.get(name) != null;
  }

  Object get(String name) {
    return fields.get(name);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /** A text; null when it is missing. */
  String text(String name) {
    return typed(name, String.class);
  }

  /** A text that may not be missing. */
  String required(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return text(name);
  }

  int number(String name, int otherwise) {
    BigDecimal number = typed(name, BigDecimal.class);
    try {
      return number == null ? otherwise : number.intValueExact();
    } catch (ArithmeticException noInteger) {
      throw new IllegalArgumentException(name + " is no integer", noInteger);
    }
  }

  /** An object; null when it is missing. */
  Input object(String name) {
    Map<?, ?> object = typed(name, Map.class);
    return object == null ? null : new Input(object);
  }

  /** A list; empty when it is missing. */
  List<?> list(String name) {
    List<?> list = typed(name, List.class);
    return list == null ? List.of() : list;
  }

  private <T> T typed(String name, Class<T> type) {
    Object value = fields.get(name);
    if (value != null && !type.isInstance(value)) {
      throw new IllegalArgumentException(name + " is of another type");
    }
    return type.cast(value);
  }
}
