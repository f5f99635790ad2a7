package smsgateway.emulator;

/** SMS-SUBMIT TPDUs, written by hand from 3GPP TS 23.040 or published; never by our encoder. */
final class Pdus {
  /** To +393332000123, GSM 7-bit, "hellohello" (user data as published by faucamp and others). */
  static final String HELLO = "01000C919333230010320000" + "0AE8329BFD4697D9EC37";

  /** The same with TP-SRR. */
  static final String HELLO_WITH_REPORT = "21" + HELLO.substring(2);

  /** The same with TP-RD and TP-MR 7. */
  static final String HELLO_AGAIN = "0507" + HELLO.substring(4);

  /** TP-MR 7 without TP-RD. */
  static final String HELLO_SEVEN = "0107" + HELLO.substring(4);

  /** To +393332000123, UCS-2, part 1 of 2 with reference 1: "A". */
  static final String PART_1 = "41000C919333230010320008" + "080500030102010041";

  /** Part 2: the euro sign. */
  static final String PART_2 = "41000C919333230010320008" + "0805000301020220AC";

  /** Destination of all these. */
  static final String PHONE = "+393332000123";

  private Pdus() {}
}
