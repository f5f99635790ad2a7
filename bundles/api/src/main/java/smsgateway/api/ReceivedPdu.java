package smsgateway.api;

/**
 * A PDU that a modem handed over.
 *
 * @param hex what the modem sent, trimmed; at most 1,000 characters
 * @param stored whether it still lies in the modem's storage and will be deleted after the commit
 */
public record ReceivedPdu(String hex, boolean stored) {}
