package smsgateway.pdu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** One record of the corpus; its fields by name. */
record Vector(Map<String, Object> fields) {
  static List<Vector> file(String name) {
    return resource(name).lines().map(line -> new Vector(Json.object(line))).toList();
  }

  static String resource(String name) {
    try (InputStream in = Vector.class.getResourceAsStream("/corpus/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  Object get(String name) {
    return fields.get(name);
  }

  String text(String name) {
    return (String) fields.get(name);
  }

  int number(String name, int otherwise) {
    return has(name) ? (Integer) get(name) : otherwise;
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(get(name));
  }

  @SuppressWarnings("unchecked")
  Vector object(String name) {
    return get(name) == null ? null : new Vector((Map<String, Object>) get(name));
  }

  @SuppressWarnings("unchecked")
  List<Vector> objects(String name) {
    return has(name)
        ? ((List<Map<String, Object>>) get(name)).stream().map(Vector::new).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  <T> List<T> list(String name) {
    return (List<T>) get(name);
  }

  Direction direction() {
    return text("direction").equals("sc->ms") ? Direction.SC_TO_MS : Direction.MS_TO_SC;
  }

  RpContext rp() {
    return "error".equals(text("rp")) ? RpContext.ERROR : RpContext.ACK;
  }

  /** Decodes {@code pdu_hex}; without service centre address where the record has none. */
  Decoded<AtPdu> decode(Mode mode) throws PduException {
    if (flag("has_smsc")) {
      return AtPdu.decodeHex(text("pdu_hex"), direction(), rp(), mode);
    }
    Decoded<Tpdu> tpdu = Tpdu.decodeHex(text("pdu_hex"), direction(), rp(), mode);
    return new Decoded<>(new AtPdu(java.util.Optional.empty(), tpdu.value()), tpdu.warnings());
  }

  @Override
  public String toString() {
    return text("id") + " " + text("source");
  }
}
