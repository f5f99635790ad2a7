package smsgateway.pdu;

/**
 * A character that is sent as another text.
 *
 * @param original the character of the text
 * @param sent what is sent in its place; may be empty
 */
public record Replacement(String original, String sent) {}
