package smsgateway.pdu;

/** Character sets of user data (3GPP TS 23.038 §4). */
public enum Alphabet {
  /** Septets of the GSM 7-bit alphabet, including its national tables. */
  GSM7,
  /** Octets without a defined meaning. */
  OCTETS,
  /** UCS-2, read and written as UTF-16BE. */
  UCS2
}
