package smsgateway.itests.soak;

import java.util.List;
import smsgateway.itests.Container;
import smsgateway.itests.Inspection;
import smsgateway.itests.ProcessFigures;

/**
 * The gateway's process at one time, its garbage collected.
 *
 * @param seconds since the traffic began
 * @param sent SMS that the service centre accepted
 * @param mailed inbound SMS that are mails
 * @param faults begun so far
 * @param heap MB in use
 * @param resident MB
 */
record Sample(
    long seconds,
    long sent,
    int mailed,
    int faults,
    double heap,
    double resident,
    long threads,
    long ownThreads,
    int handles) {
  static final String HEAD =
      "| seconds | sent | mailed | faults | heap MB | resident MB | threads | own | handles |\n"
          + "|---:|---:|---:|---:|---:|---:|---:|---:|---:|";

  static Sample of(Container container, long seconds, long sent, int mailed, int faults) {
    Inspection inspection = Inspection.of(container, List.of());
    return new Sample(
        seconds,
        sent,
        mailed,
        faults,
        ProcessFigures.heapMegabytes(container.pid()),
        ProcessFigures.residentMegabytes(container.pid()),
        sum(inspection.threads().values()),
        sum(inspection.ownThreads().values()),
        inspection.handles());
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  String row() {
    return "| %7d | %6d | %6d | %4d | %6.1f | %6.1f | %4d | %4d | %4d |"
        .formatted(seconds, sent, mailed, faults, heap, resident, threads, ownThreads, handles);
  }
}
