package smsgateway.api;

import java.util.EnumSet;
import java.util.Set;

/** State of one outbound segment, with its legal transitions. */
public enum SegmentState {
  /** Waits for a modem; after {@link #UNKNOWN} to be sent once more. */
  QUEUED,
  /** Stopped by an administrator. */
  HELD,
  /** Intent is committed: the PDU may be on its way to the network. At most one per modem. */
  SUBMITTING,
  /** No final result came after the intent: whether the service centre has it is not known. */
  UNKNOWN,
  /** The service centre accepted it. */
  SUBMITTED,
  /** A status report says that the phone has it. */
  DELIVERED,
  /** The network refused it, or a status report says that it was not delivered. */
  FAILED,
  /** Its validity ended before it was accepted or delivered. */
  EXPIRED,
  /** Accepted, and no status report came until validity and one hour had passed. */
  SENT_NO_REPORT,
  /** The outcome stayed unknown and no further try is allowed. */
  UNDETERMINED,
  /** Withdrawn by an administrator. */
  CANCELLED;

  /** Whether the segment's story is over; late truth may still move two of these, see below. */
  public boolean terminal() {
    return switch (this) {
      case DELIVERED, FAILED, EXPIRED, SENT_NO_REPORT, UNDETERMINED, CANCELLED -> true;
      case QUEUED, HELD, SUBMITTING, UNKNOWN, SUBMITTED -> false;
    };
  }

  /** The states that may follow this one. */
  public Set<SegmentState> next() {
    return switch (this) {
      // The last two, also of HELD, only while it waits to be sent once more.
      case QUEUED -> EnumSet.of(SUBMITTING, HELD, EXPIRED, CANCELLED, SUBMITTED, UNDETERMINED);
      case HELD -> EnumSet.of(QUEUED, EXPIRED, CANCELLED, SUBMITTED, UNDETERMINED);
      case SUBMITTING -> EnumSet.of(QUEUED, SUBMITTED, FAILED, UNKNOWN);
      case UNKNOWN -> EnumSet.of(QUEUED, SUBMITTED, DELIVERED, FAILED, EXPIRED, UNDETERMINED);
      case SUBMITTED -> EnumSet.of(DELIVERED, FAILED, EXPIRED, SENT_NO_REPORT);
      case SENT_NO_REPORT, UNDETERMINED -> EnumSet.of(DELIVERED, FAILED);
      case DELIVERED, FAILED, EXPIRED, CANCELLED -> EnumSet.noneOf(SegmentState.class);
    };
  }
}
