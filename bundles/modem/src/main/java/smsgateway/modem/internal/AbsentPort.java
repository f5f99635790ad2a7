package smsgateway.modem.internal;

import java.io.IOException;

/** The port cannot be opened: it is not there, in use or not permitted. */
final class AbsentPort extends IOException {
  private static final long serialVersionUID = 1;

  AbsentPort(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
