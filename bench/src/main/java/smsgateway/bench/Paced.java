package smsgateway.bench;

import java.util.Locale;
import smsgateway.itests.PhoneNet;

/**
 * The gateway's rate on a slow serial line as a share of what a client reaches there that does
 * nothing but submit the same PDU and read past the status reports.
 *
 * <p>Arguments: number of runs per figure (3).
 */
public final class Paced {
  /** SMS-SUBMIT of 160 septets: the same length on the line as {@link #TEXT_160}. */
  static final String TPDU_160 = "31000C919333000000000000A7A0" + "00".repeat(140);

  private static final String TEXT_160 = "0123456789".repeat(16);

  /** Start, eight data bits and stop. */
  private static final int BITS = 10;

  private Paced() {}

  /** Runs all measurements and prints the table of medians. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    for (int speed : new int[] {9_600, 115_200}) {
      double[] shares = new double[runs];
      for (int run = 0; run < runs; run++) {
        shares[run] = share(speed, true);
      }
      System.out.printf(
          "| pty at %,d bit/s, 160 characters, share of a bare client | %6.2f %% | >= 97 |%n",
          speed, Figures.median(shares) * 100);
    }
  }

  /**
   * One measurement.
   *
   * @param reports whether the bare client is sent status reports, as the gateway is; they take
   *     their share of the line
   */
  static double share(int bitsPerSecond, boolean reports) {
    int octetsPerSecond = bitsPerSecond / BITS;
    int count = bitsPerSecond < 100_000 ? 100 : 300;
    double bare;
    try (PhoneNet net = PhoneNet.paced(octetsPerSecond)) {
      bare = BareClient.rate(net, TPDU_160, count, reports);
    }
    try (Rig rig = new Rig("paced", PhoneNet.paced(octetsPerSecond))) {
      return rig.rate(count, TEXT_160) / bare;
    }
  }
}
