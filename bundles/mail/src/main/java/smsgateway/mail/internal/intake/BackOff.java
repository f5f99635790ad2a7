package smsgateway.mail.internal.intake;

import java.util.random.RandomGenerator;

/**
 * Pauses between tries to reach a mailbox: 5 s, doubling to 5 min, each a fifth longer or shorter
 * so that several gateways do not come at once. After three refused logins in a row 15 min, because
 * a server may lock an account that tries too often.
 */
final class BackOff {
  private static final int FIRST_SECONDS = 5;
  private static final int LONGEST_SECONDS = 300;
  private static final int LOCKED_SECONDS = 900;
  private static final int LOGINS = 3;

  private final RandomGenerator random;
  private int faults;
  private int logins;

  BackOff(RandomGenerator random) {
    this.random = random;
  }

  /** All is well. */
  void reset() {
    faults = 0;
    logins = 0;
  }

  /** Seconds until the next try. */
  int next(boolean login) {
    logins = login ? logins + 1 : 0;
    int seconds = LONGEST_SECONDS;
    if (faults < 6) {
      seconds = FIRST_SECONDS << faults;
    }
    faults++;
    if (logins >= LOGINS) {
      return LOCKED_SECONDS;
    }
    return (int) Math.round(seconds * (0.8 + 0.4 * random.nextDouble()));
  }
}
