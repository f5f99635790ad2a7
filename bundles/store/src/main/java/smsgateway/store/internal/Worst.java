package smsgateway.store.internal;

import java.util.Collection;
import java.util.List;
import smsgateway.api.SegmentState;

/** The state of a message, derived from its segments: the one that a person must know of first. */
final class Worst {
  private static final List<SegmentState> ORDER =
      List.of(
          SegmentState.FAILED,
          SegmentState.UNDETERMINED,
          SegmentState.EXPIRED,
          SegmentState.CANCELLED,
          SegmentState.UNKNOWN,
          SegmentState.HELD,
          SegmentState.SUBMITTING,
          SegmentState.QUEUED,
          SegmentState.SUBMITTED,
          SegmentState.SENT_NO_REPORT,
          SegmentState.DELIVERED);

  private Worst() {}

  static SegmentState of(Collection<SegmentState> segments) {
    return ORDER.stream().filter(segments::contains).findFirst().orElseThrow();
  }
}
