package smsgateway.emulator;

/** Settings of a modem that {@code ATZ} and a restart set back. Confined to the modem's thread. */
final class Session {
  boolean echo = true;
  boolean verbose = true;
  boolean quiet;
  int errors;
  int creg;
  int cgreg;
  int cereg;
  int operatorFormat;
  int smsService;
  int moreMessages;
  int messageFormat;
  int functionality = 1;
  String characterSet = "GSM";
  boolean noisy = true;

  /** CNMI: mode, mt, bm, ds, bfr (3GPP TS 27.005 §3.4.1). */
  final int[] indications = new int[5];

  /** {@code ATZ} and {@code AT&F}: what belongs to the radio stays. */
  void reset() {
    echo = true;
    verbose = true;
    quiet = false;
    errors = 0;
    creg = 0;
    cgreg = 0;
    cereg = 0;
    operatorFormat = 0;
    smsService = 0;
    moreMessages = 0;
    messageFormat = 0;
    characterSet = "GSM";
    noisy = true;
    java.util.Arrays.fill(indications, 0);
  }
}
