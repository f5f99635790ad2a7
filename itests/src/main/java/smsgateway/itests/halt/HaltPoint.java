package smsgateway.itests.halt;

import java.util.Locale;

/**
 * A line of the path at which a gateway under test can be ended, named by the method at whose begin
 * or end it lies. {@code ..._WRITTEN} lies in the transaction after its last write and before its
 * commit, {@code ..._STORED} right after the commit.
 *
 * <p>Passages without work do not count: a method that returns an empty Optional or collection has
 * not passed its point.
 */
public enum HaltPoint {
  INTAKE_BEGIN_WRITTEN("store.internal.Intakes", "begin", Place.END),
  INTAKE_BEGIN_STORED("store.internal.SqlQueue", "begin", Place.END),
  INTAKE_ACCEPT_WRITTEN("store.internal.Intakes", "accept", Place.END),
  INTAKE_ACCEPT_STORED("store.internal.SqlQueue", "accept", Place.END),
  /** Also passed within the acceptance, where mail and recipients are not yet written. */
  INTAKE_END_WRITTEN("store.internal.Intakes", "end", Place.END),
  INTAKE_DISCARD_STORED("store.internal.SqlQueue", "discard", Place.END),
  /** Stored, and 250 not yet said. */
  INTAKE_BEFORE_250("mail.internal.MailAcceptor", "take", Place.END),
  /** 250 is said. */
  INTAKE_AFTER_250("mail.internal.smtp.DataCommand", "execute", Place.END),

  DECISION_ATTEMPT_WRITTEN("store.internal.PendingWork", "next", Place.END),
  DECISION_ATTEMPT_STORED("store.internal.SqlQueue", "nextDecisions", Place.END),
  DECISION_WRITTEN("store.internal.DecisionStore", "store", Place.END),
  DECISION_STORED("store.internal.SqlQueue", "decided", Place.END),
  /** A status report has moved its segment; the confirmation is written, nothing committed. */
  REPORT_MATCHED("store.internal.Reports", "apply", Place.END),

  SESSION_WRITTEN("store.internal.Sessions", "open", Place.END),
  SESSION_STORED("store.internal.SqlQueue", "openSession", Place.END),
  INTENT_WRITTEN("store.internal.Claims", "next", Place.END),
  INTENT_STORED("store.internal.SqlQueue", "nextSubmit", Place.END),
  /** Before {@code AT+CMGS}. */
  SUBMIT_BEGINS("modem.internal.Submitter", "submit", Place.BEGIN),
  /** The PDU is on the line, its Ctrl-Z is not. */
  SUBMIT_BEFORE_CTRL_Z("modem.internal.SerialTransport", "write", Place.BEFORE_CTRL_Z),
  SUBMIT_AFTER_CTRL_Z("modem.internal.Submitter", "awaitResult", Place.BEGIN),
  /** {@code +CMGS} is read, its outcome not stored. */
  SUBMIT_ANSWERED("modem.internal.Submitter", "submit", Place.END),
  OUTCOME_WRITTEN("store.internal.Outcomes", "store", Place.END),
  OUTCOME_STORED("store.internal.SqlQueue", "advance", Place.END),

  RECEIVE_BEGINS("store.internal.SqlQueue", "receive", Place.BEGIN),
  RECEIVE_WRITTEN("store.internal.Receipts", "receive", Place.END),
  /** Before {@code AT+CNMA} and {@code AT+CMGD}. */
  RECEIVE_STORED("store.internal.SqlQueue", "receive", Place.END),
  DELETE_BEGINS("modem.internal.Inbox", "delete", Place.BEGIN),
  /** After {@code AT+CMGD}. */
  DELETE_DONE("store.internal.SqlQueue", "deletedFromModem", Place.BEGIN),
  DELETE_WRITTEN("store.internal.Receipts", "deleted", Place.END),
  DELETE_STORED("store.internal.SqlQueue", "deletedFromModem", Place.END),

  MAIL_ATTEMPT_WRITTEN("store.internal.Outbox", "next", Place.END),
  MAIL_ATTEMPT_STORED("store.internal.SqlQueue", "nextMail", Place.END),
  /** The mail server has said 250. */
  MAIL_SENT("mail.internal.SmtpSender", "send", Place.END),
  MAIL_DONE_WRITTEN("store.internal.Outbox", "done", Place.END),
  MAIL_DONE_STORED("store.internal.SqlQueue", "mailDone", Place.END);

  /** Where in its method a point lies. */
  enum Place {
    BEGIN,
    /** Before every orderly return; an exception does not pass the point. */
    END,
    /** Octets that end with Ctrl-Z are written without it, then the point is passed. */
    BEFORE_CTRL_Z
  }

  private final String className;
  private final String method;
  private final Place place;

  HaltPoint(String className, String method, Place place) {
    this.className = "smsgateway." + className;
    this.method = method;
    this.place = place;
  }

  /** Name in {@code smsgateway.halt}, for example {@code intake-begin-written}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The point with this name. */
  public static HaltPoint of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Binary name of the class in the product. */
  public String className() {
    return className;
  }

  /** The one method of this name in the class. */
  public String method() {
    return method;
  }

  Place place() {
    return place;
  }

  /** Whether a halt here leaves a submit between its Ctrl-Z and its stored outcome. */
  public boolean leavesOutcomeUnknown() {
    return this == SUBMIT_AFTER_CTRL_Z || this == SUBMIT_ANSWERED || this == OUTCOME_WRITTEN;
  }
}
