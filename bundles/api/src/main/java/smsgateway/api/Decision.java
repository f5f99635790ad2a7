package smsgateway.api;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was decided about a {@link Pending}; stored by {@link MessageQueue#decided}. */
public sealed interface Decision {

  /** Id of the pending row that this settles. */
  long id();

  /**
   * A request becomes segments, all in one transaction with the quota debit.
   *
   * @param destination number dialled
   * @param recipient how answers name the recipient to the sender; no number unless the sender
   *     wrote it
   * @param tpdus SMS-SUBMIT of each segment in order, in hex
   * @param validity life from now on
   * @param quotaUser address of the user whose quota is debited by one per segment; empty for none.
   *     When the quota does not suffice the store refuses the request instead
   * @param confirm when to confirm the final state by mail
   * @param flash whether it is a class 0 message
   * @param note whole sentences for a confirmation, for example why it took several SMS; or empty
   * @param via over which modems
   * @param learned what the phonebook learns from this request
   */
  record Planned(
      long id,
      Msisdn destination,
      String recipient,
      List<String> tpdus,
      Duration validity,
      Optional<String> quotaUser,
      Confirm confirm,
      boolean flash,
      String note,
      Via via,
      Optional<Learned> learned)
      implements Decision {

    /** A message from which nothing is learned. */
    public Planned(
        long id,
        Msisdn destination,
        String recipient,
        List<String> tpdus,
        Duration validity,
        Optional<String> quotaUser,
        Confirm confirm,
        boolean flash,
        String note,
        Via via) {
      this(
          id,
          destination,
          recipient,
          tpdus,
          validity,
          quotaUser,
          confirm,
          flash,
          note,
          via,
          Optional.empty());
    }

    /** A message that any modem may send. */
    public Planned(
        long id,
        Msisdn destination,
        String recipient,
        List<String> tpdus,
        Duration validity,
        Optional<String> quotaUser,
        Confirm confirm,
        boolean flash,
        String note) {
      this(id, destination, recipient, tpdus, validity, quotaUser, confirm, flash, note, Via.ANY);
    }

    /** A message without a note that any modem may send. */
    public Planned(
        long id,
        Msisdn destination,
        String recipient,
        List<String> tpdus,
        Duration validity,
        Optional<String> quotaUser,
        Confirm confirm,
        boolean flash) {
      this(id, destination, recipient, tpdus, validity, quotaUser, confirm, flash, "");
    }
  }

  /**
   * A number for the phonebook, stored in the transaction of the decision that it came with.
   *
   * @param user address of the user whose number it is
   * @param subject subject of the mail that tells this user of it
   * @param text text of that mail; when empty none is written
   */
  record Learned(String user, Msisdn number, String subject, String text) {}

  /**
   * A request waits for the number of a user, for which its sender is asked by mail. It is decided
   * again when the user has a number, and refused when none came within 72 hours.
   *
   * @param recipient how answers name the recipient to the sender
   * @param user address of the user whose number is wanted
   * @param text the question, whole sentences
   */
  record NumberWanted(long id, String recipient, String user, String text) implements Decision {}

  /**
   * A request was the answer to such a question. The number is stored unless the user has got one
   * meanwhile, and all requests that wait for it are decided again.
   *
   * @param user address of the user whose number it is
   */
  record NumberGiven(long id, String user, Msisdn number) implements Decision {}

  /**
   * A request was an answer to such a question that holds no number: its sender is asked again, and
   * after three questions the request that waits is refused.
   *
   * @param question id of the request that waits
   * @param text the next question, whole sentences
   * @param refusal why the request that waits is given up, if it is
   */
  record NumberUnclear(long id, long question, String text, String refusal) implements Decision {}

  /**
   * A request is not sent; the sender gets the reason in the answer mail.
   *
   * @param reason whole sentences that say what is wrong and what to do, without any number that
   *     the sender did not write
   */
  record Refused(long id, String recipient, String reason) implements Decision {}

  /**
   * An inbound message goes to mailboxes.
   *
   * @param recipients mail addresses; at least one
   * @param originator number or alphanumeric sender
   * @param sentAt TP-SCTS, if it was a date
   * @param reason why these recipients, as a short phrase for a header
   */
  record ToMail(
      long id,
      List<String> recipients,
      String originator,
      boolean answerable,
      String text,
      Optional<Instant> sentAt,
      String reason)
      implements Decision {}

  /**
   * An inbound PDU that has no meaning is shown to the operator.
   *
   * @param recipients mail addresses of operators; at least one
   */
  record Notice(long id, List<String> recipients, String subject, String text)
      implements Decision {}

  /** An inbound message stays stored until somebody can receive it; it is decided again later. */
  record Postponed(long id, String reason) implements Decision {}

  /** An inbound PDU needs no mail (for example type 0); the reason is kept. */
  record Dropped(long id, String reason) implements Decision {}

  /** A PDU is one segment of a concatenated message and waits for the others. */
  record Filed(long id, String originator, PduCodec.Concatenation concatenation)
      implements Decision {}

  /** A PDU is a status report; the store matches it with an attempt, now or later. */
  record Report(long id, PduCodec.StatusReport report, ReportClass reportClass)
      implements Decision {}

  /** Meaning of TP-ST (3GPP TS 23.040 §9.2.3.15). */
  enum ReportClass {
    /** The phone has it. */
    DELIVERED,
    /** The service centre still tries; another report follows. */
    PENDING,
    /** It will not be delivered. */
    FAILED,
    /** Its validity ended at the service centre. */
    EXPIRED
  }

  /** When a confirmation mail is written. */
  enum Confirm {
    /** Never. */
    NEVER,
    /** When the message was not delivered. */
    FAILURE,
    /** Always, with the final state. */
    ALWAYS
  }
}
