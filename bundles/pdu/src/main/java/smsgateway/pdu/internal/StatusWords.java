package smsgateway.pdu.internal;

/** TP-ST in words (3GPP TS 23.040 §9.2.3.15). */
final class StatusWords {
  private StatusWords() {}

  static String of(int status) {
    return switch (status) {
      case 0x00 -> "delivered";
      case 0x01 -> "forwarded, delivery not confirmed";
      case 0x02 -> "replaced by the service centre";
      case 0x20, 0x60 -> group(status) + ": congestion";
      case 0x21, 0x61 -> group(status) + ": recipient busy";
      case 0x22, 0x62 -> group(status) + ": no response from the recipient";
      case 0x23, 0x63 -> group(status) + ": service rejected";
      case 0x24, 0x44, 0x64 -> group(status) + ": quality of service not available";
      case 0x25, 0x65 -> group(status) + ": error in the recipient's device";
      case 0x40 -> group(status) + ": remote procedure error";
      case 0x41 -> group(status) + ": incompatible destination";
      case 0x42 -> group(status) + ": connection rejected by the recipient";
      case 0x43 -> group(status) + ": not obtainable";
      case 0x45 -> group(status) + ": no interworking available";
      case 0x46 -> group(status) + ": validity period expired";
      case 0x47 -> group(status) + ": deleted by the sender";
      case 0x48 -> group(status) + ": deleted by the service centre";
      case 0x49 -> group(status) + ": message does not exist";
      default -> group(status);
    };
  }

  private static String group(int status) {
    return switch (status >> 5) {
      case 0 -> "completed";
      case 1 -> "temporary error, still trying";
      case 2 -> "permanent error";
      case 3 -> "temporary error, given up";
      default -> "reserved";
    };
  }
}
