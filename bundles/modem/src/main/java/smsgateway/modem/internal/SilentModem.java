package smsgateway.modem.internal;

import java.io.IOException;

/** The port is open, but nothing answers on it. */
final class SilentModem extends IOException {
  private static final long serialVersionUID = 1;

  SilentModem(String message) {
    super(message);
  }
}
