package smsgateway.pdu.tool;

import java.util.Set;

/**
 * Field paths as records of JSON name them: the message type leads only where the field means
 * something else in each, the user data and the data of a command.
 */
final class FieldName {
  private static final Set<String> OF_A_TYPE = Set.of("ud", "udl", "length", "data");
  private static final Set<String> TYPES =
      Set.of("deliver", "submit", "status-report", "command", "deliver-report", "submit-report");

  private FieldName() {}

  static String of(String path) {
    int dot = path.indexOf('.');
    if (dot < 0 || !TYPES.contains(path.substring(0, dot))) {
      return path;
    }
    String field = path.substring(dot + 1);
    return OF_A_TYPE.contains(field) ? path : field;
  }
}
