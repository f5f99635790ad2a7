package smsgateway.mail.internal.read;

/** A mail that gives no SMS. The message is one sentence for its sender. */
final class MailRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param sentence plain ASCII, fit for an SMTP reply
   */
  MailRefusedException(String sentence) {
    super(sentence, null, false, false);
  }
}
