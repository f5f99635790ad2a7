package smsgateway.api;

import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** One configured modem. */
@ProviderType
public interface Modem {
  /** What it does. */
  enum State {
    /** Configuration is not usable. */
    MISCONFIGURED,
    /** Opening, or working through its start. */
    STARTING,
    /** Sends and receives. */
    READY,
    /** Receives, but cannot send, for example without network. */
    DEGRADED,
    /** Not answering or gone; comes back by itself. */
    RECOVERING,
    /** Did not come back after every step of recovery; still tried again by itself. */
    FAILED,
    /** Needs a person, for example for a PIN. */
    BLOCKED,
    /** Stopped. */
    STOPPED
  }

  /**
   * A snapshot.
   *
   * @param detail one sentence: why it is in this state and what to do
   * @param signalDbm received signal strength in dBm
   * @param operator network name, or empty
   * @param sim SIM identity, masked, or empty
   * @param submitted segments accepted by the network since the start
   * @param received PDUs received since the start
   */
  record Status(
      State state,
      String detail,
      String port,
      String driver,
      OptionalInt signalDbm,
      String operator,
      String sim,
      long submitted,
      long received,
      String lastError) {}

  /** Name from the configuration. */
  String name();

  /** The present status; never waits. */
  Status status();
}
