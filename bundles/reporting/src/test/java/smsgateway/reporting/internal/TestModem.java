package smsgateway.reporting.internal;

import java.util.OptionalInt;
import smsgateway.api.Modem;

/** A modem that stays as it is. */
record TestModem(String name, State state) implements Modem {
  @Override
  public Status status() {
    return new Status(
        state,
        "",
        "/dev/ttyUSB0",
        "generic",
        OptionalInt.of(-71),
        "Operator",
        "22201***",
        7,
        3,
        "");
  }
}
