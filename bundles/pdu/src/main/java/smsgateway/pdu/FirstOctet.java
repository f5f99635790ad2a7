package smsgateway.pdu;

/** Bits of the first octet of a TPDU (3GPP TS 23.040 §9.2.2); some share a place. */
final class FirstOctet {
  /** TP-MTI of SMS-DELIVER, from the service centre. */
  static final int DELIVER = 0;

  /** TP-MTI of SMS-DELIVER-REPORT, to the service centre. */
  static final int DELIVER_REPORT = 0;

  /** TP-MTI of SMS-SUBMIT, to the service centre. */
  static final int SUBMIT = 1;

  /** TP-MTI of SMS-SUBMIT-REPORT, from the service centre. */
  static final int SUBMIT_REPORT = 1;

  /** TP-MTI of SMS-STATUS-REPORT, from the service centre. */
  static final int STATUS_REPORT = 2;

  /** TP-MTI of SMS-COMMAND, to the service centre. */
  static final int COMMAND = 2;

  static final int MTI = 3;

  /** TP-MMS: clear when more messages wait. */
  static final int NO_MORE_MESSAGES = 0x04;

  static final int REJECT_DUPLICATES = 0x04;
  static final int LOOP_PREVENTION = 0x08;
  static final int VALIDITY_SHIFT = 3;

  /** TP-SRI, TP-SRR or TP-SRQ. */
  static final int STATUS_REPORT_FLAG = 0x20;

  static final int UDHI = 0x40;
  static final int REPLY_PATH = 0x80;

  private FirstOctet() {}
}
