package smsgateway.mail.internal;

/**
 * The answer to a mail (RFC 5321 §4.2).
 *
 * @param code 250: the gateway has it; 4yz: come again; 5yz: never
 * @param text enhanced status code (RFC 3463) and a sentence, ASCII
 */
record SmtpReply(int code, String text) {}
