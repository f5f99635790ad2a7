package smsgateway.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Registered by those who take work from the {@link MessageQueue}. The store calls it after a
 * commit, holding no lock. It is a hint: rows decide, and takers also look once a second.
 */
@ConsumerType
public interface WorkSignal {
  /** What waits. */
  enum Kind {
    /** Something for {@link MessageQueue#nextDecisions}. */
    DECISION,
    /** Something for {@link MessageQueue#nextSubmit}. */
    SUBMIT,
    /** Something for {@link MessageQueue#nextMail}. */
    MAIL
  }

  /** Returns at once and throws nothing. */
  void wake(Kind kind);
}
