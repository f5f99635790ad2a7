package smsgateway.api;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One segment whose submission was committed as intended: from here on it counts as possibly sent.
 *
 * @param segmentId id of the segment
 * @param attempt 1 for the first submission of this segment
 * @param tpdu SMS-SUBMIT in hex, to complete with {@link PduCodec#forSubmit}
 * @param resendReference TP-MR of the unknown attempt that this one repeats with TP-RD; empty for
 *     any other submission
 * @param remaining remaining life of the message, positive
 */
public record Submit(
    long segmentId, int attempt, String tpdu, OptionalInt resendReference, Duration remaining) {}
