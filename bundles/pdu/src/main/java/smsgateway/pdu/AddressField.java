package smsgateway.pdu;

/** Field paths of an address, made once: reading a good message builds no path. */
record AddressField(String length, String type, String value) {
  static final AddressField SMSC = new AddressField("smsc");
  static final AddressField ORIGINATOR = new AddressField("originator");
  static final AddressField DESTINATION = new AddressField("destination");
  static final AddressField RECIPIENT = new AddressField("recipient");

  private AddressField(String name) {
    this(name + ".length", name + ".type", name + ".value");
  }
}
