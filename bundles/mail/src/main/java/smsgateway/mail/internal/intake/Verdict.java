package smsgateway.mail.internal.intake;

/** What became of a mail, and so the folder it goes to. */
public enum Verdict {
  /** Committed in the store, now or before, or nothing to send. */
  PROCESSED("Processed"),
  /** Refused: nobody vouches for its sender, or it cannot be read. */
  REJECTED("Rejected"),
  /** It broke off the gateway again and again. */
  FAILED("Failed"),
  /** Stays where it is until an administrator releases it. */
  HELD("");

  private final String folder;

  Verdict(String folder) {
    this.folder = folder;
  }

  /** Name of the folder beside that which is read; empty for what stays. */
  public String folder() {
    return folder;
  }
}
