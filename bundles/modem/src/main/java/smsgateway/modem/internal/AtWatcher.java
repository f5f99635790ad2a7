package smsgateway.modem.internal;

/** Sees each command and its answer, on the thread that sends it. */
interface AtWatcher {
  /** Sees nothing. */
  AtWatcher NOBODY =
      new AtWatcher() {
        @Override
        public void asked(String command) {}

        @Override
        public void answered(Answer answer) {}
      };

  /** A command is about to be sent. */
  void asked(String command);

  /** The command asked last has ended so. */
  void answered(Answer answer);
}
