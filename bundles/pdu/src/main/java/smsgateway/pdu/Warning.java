package smsgateway.pdu;

/**
 * A deviation that lenient decoding forgave.
 *
 * @param kind what deviates
 * @param field path of the field, for example {@code deliver.ud}
 * @param offset octets from the start of the input
 * @param detail what was found and what was made of it
 */
public record Warning(PduException.Kind kind, String field, int offset, String detail) {}
