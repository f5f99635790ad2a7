package smsgateway.emulator.internal;

import java.time.Instant;

/**
 * A mail as its reader sees it.
 *
 * @param from From
 * @param to recipient of the envelope
 * @param text the first plain text
 */
record Mail(Instant time, String from, String to, String subject, String text) {
  @Override
  public String toString() {
    return "Mail[" + text.length() + " characters]";
  }
}
