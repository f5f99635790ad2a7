package smsgateway.pdu;

/** Checks that the records of this package share; what they throw names the field. */
final class Fields {
  private Fields() {}

  static void require(Object value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
  }

  static void requireOctet(int value, String name) {
    if (value < 0 || value > 0xFF) {
      throw new IllegalArgumentException(name + " is one octet");
    }
  }

  static void requireAddress(Address address, String name) {
    require(address, name);
    if (address.semiOctets() > Address.TPDU_SEMI_OCTETS) {
      throw new IllegalArgumentException(name + " has at most 20 semi-octets");
    }
  }

  static void requireMatch(Dcs dcs, UserData userData) {
    require(dcs, "TP-DCS");
    require(userData, "TP-UD");
    if (!userData.matches(dcs)) {
      throw new IllegalArgumentException("TP-UD is of another kind than TP-DCS says");
    }
  }
}
