package smsgateway.api;

import java.time.Duration;

/**
 * One segment whose submission was committed as intended: from here on it counts as possibly sent.
 *
 * @param segmentId id of the segment
 * @param attempt 1 for the first submission of this segment
 * @param tpdu SMS-SUBMIT in hex, to complete with {@link PduCodec#forSubmit}
 * @param messageReference TP-MR to ask the modem for, 0 to 255: the same in every attempt of a
 *     segment, another one in the next segment; most modems replace it
 * @param rejectDuplicates TP-RD: this repeats an attempt of unknown outcome over a modem that keeps
 *     the TP-MR it is given, so a service centre that holds the first copy refuses this one with
 *     cause 197; that, and only that, then means that it has the segment
 * @param remaining remaining life of the message, positive
 */
public record Submit(
    long segmentId,
    int attempt,
    String tpdu,
    int messageReference,
    boolean rejectDuplicates,
    Duration remaining) {}
