package smsgateway.bench;

import java.util.Arrays;

/** Statistics of a few runs. */
final class Figures {
  private Figures() {}

  /** The middle value of an odd number of runs. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The value that {@code share} of the sorted samples do not exceed. */
  static double percentile(double share, double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  }
}
