package smsgateway.pdu;

/**
 * Names and size of the user data of one message type (3GPP TS 23.040 §9.2.2).
 *
 * @param name of the data in the standard
 * @param length path of the length octet
 * @param data path of the data
 * @param octets most octets
 * @param readsCut whether lenient decoding takes what is left of data that were cut; half an order
 *     is none
 */
record UserDataField(String name, String length, String data, int octets, boolean readsCut) {
  static final UserDataField MESSAGE = new UserDataField(140);
  static final UserDataField STATUS_REPORT = new UserDataField(143);
  static final UserDataField SUBMIT_REPORT = new UserDataField(152);
  static final UserDataField DELIVER_REPORT = new UserDataField(159);
  static final UserDataField COMMAND = new UserDataField("TP-CD", "length", "data", 157, false);

  private UserDataField(int octets) {
    this("TP-UD", "udl", "ud", octets, true);
  }

  /** Most septets of GSM 7-bit text. */
  int septets() {
    return octets * 8 / 7;
  }

  /** Refuses user data that this type cannot carry. */
  void requireFit(UserData data) {
    int most = data instanceof UserData.Septets ? septets() : octets;
    if (data.length() > most) {
      throw new IllegalArgumentException(name + " of " + data.length() + ", at most " + most);
    }
  }
}
