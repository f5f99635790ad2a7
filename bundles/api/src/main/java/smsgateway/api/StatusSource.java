package smsgateway.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A component that can tell how it is; asked by {@code sms:status} and the health page. */
@ConsumerType
public interface StatusSource {
  /** How bad. */
  enum Level {
    /** Works. */
    GREEN,
    /** Runs, but something is missing or degraded. */
    YELLOW,
    /** Nothing can be accepted or stored. */
    RED
  }

  /**
   * One statement.
   *
   * @param component for example {@code mail.listener} or {@code modem north}
   * @param message one sentence: the thing, the place and the remedy; no full number, no secret
   */
  record Finding(Level level, String component, String message) {}

  /** The present findings, at least one; returns at once. */
  List<Finding> findings();
}
