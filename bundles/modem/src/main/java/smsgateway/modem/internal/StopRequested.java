package smsgateway.modem.internal;

import java.io.IOException;

/** The worker was asked to end; thrown instead of beginning another command. */
final class StopRequested extends IOException {
  private static final long serialVersionUID = 1;

  StopRequested() {
    super("stopping");
  }
}
