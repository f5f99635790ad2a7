package smsgateway.pdu;

/** Checks that the records of this package share. */
final class Fields {
  private Fields() {}

  static void requireOctet(int value, String name) {
    if (value < 0 || value > 0xFF) {
      throw new IllegalArgumentException(name + " is one octet");
    }
  }

  static void requireMatch(Dcs dcs, UserData userData) {
    if (!userData.matches(dcs)) {
      throw new IllegalArgumentException("TP-UD is of another kind than TP-DCS says");
    }
  }
}
