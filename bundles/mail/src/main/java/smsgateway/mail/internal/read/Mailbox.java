package smsgateway.mail.internal.read;

/**
 * An entry of From, To or Cc.
 *
 * @param name decoded display name, or empty
 * @param address lower case
 */
public record Mailbox(String name, String address) {}
