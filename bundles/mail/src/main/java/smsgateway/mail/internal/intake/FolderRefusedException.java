package smsgateway.mail.internal.intake;

import jakarta.mail.MessagingException;

/** A folder cannot be used; the message says why, as the end of a sentence. */
final class FolderRefusedException extends MessagingException {
  private static final long serialVersionUID = 1;

  FolderRefusedException(String reason) {
    super(reason);
  }
}
