package smsgateway.itests.crash;

/**
 * One end of the process. Times are milliseconds since 1970 on this machine.
 *
 * @param number from 1
 * @param how signal, or the name of the halt point
 * @param started when the process was started
 * @param ended when it was gone
 * @param firstSubmit seconds from the start to the first Ctrl-Z; negative when there was none
 */
record Kill(int number, String how, long started, long ended, double firstSubmit) {
  /** Where the process was, from what the modem saw and what is stored. */
  enum Phase {
    /** No session of the modem was open. */
    STARTING("before the modem's session"),
    /** Nothing was in the modem's hand. */
    BETWEEN_SUBMITS("outcome stored, no intent"),
    BEFORE_CTRL_Z("intent stored, before Ctrl-Z"),
    BEFORE_OUTCOME("between Ctrl-Z and stored outcome");

    private final String words;

    Phase(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
