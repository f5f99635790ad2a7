package smsgateway.mail.internal;

import java.util.List;

/**
 * The SMTP envelope (RFC 5321 §2.3.1).
 *
 * @param from reverse path, empty for a bounce
 * @param recipients accepted forward paths, lower case, distinct, at least one
 */
record Envelope(String from, List<String> recipients) {
  Envelope {
    recipients = List.copyOf(recipients);
  }
}
