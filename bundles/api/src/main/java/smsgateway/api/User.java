package smsgateway.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A person or program that may send and receive.
 *
 * @param email mail address, lower case; identifies the user
 * @param name full name, may be empty
 * @param number number of the user's phone
 * @param nickname unique (case folded) word that inbound SMS may begin with
 * @param quota most SMS the user may still be given in all; empty is unlimited
 * @param used SMS debited so far
 * @param confirm when to confirm
 * @param fallback whether the user gets inbound SMS that nobody else gets ({@code default} in CSV)
 * @param language two-letter language of answers, or empty
 * @param aliases further mail addresses, lower case, each of one user only
 * @param period how often the quota is filled up
 * @param longText what happens to the user's longer texts, if not what is configured
 * @param urgent what the priority "high" of the user's mails means
 */
public record User(
    String email,
    String name,
    Optional<Msisdn> number,
    Optional<String> nickname,
    Set<Right> rights,
    OptionalInt quota,
    int used,
    ConfirmPolicy confirm,
    boolean fallback,
    String language,
    List<String> aliases,
    Period period,
    Optional<LongText> longText,
    Urgent urgent) {

  /** What a user may do. */
  public enum Right {
    /** Send to other users. */
    USERS,
    /** Send to any number. */
    EXTERNAL,
    /** Store numbers in the phonebook by mail. */
    PHONEBOOK,
    /** Answer an inbound SMS. */
    REPLY,
    /** Send by mails that programs write, for example those of a monitoring system. */
    MACHINE
  }

  /** When a user gets a confirmation of the final state. */
  public enum ConfirmPolicy {
    /** Never, whatever the subject says. */
    NEVER,
    /** When the subject holds the keyword. */
    ASKED,
    /** Always. */
    ALWAYS,
    /** When asked, and unasked when it was not delivered. */
    FAILURE
  }

  /** When a quota begins anew, at midnight in the gateway's time zone. */
  public enum Period {
    /** Never. */
    NONE,
    /** Every day. */
    DAY,
    /** Every Monday. */
    WEEK,
    /** On the first of the month. */
    MONTH
  }

  /** What happens to a text that needs more than one SMS. */
  public enum LongText {
    /** One message on the phone. */
    CONCATENATED,
    /** SMS of their own that begin with {@code 1/3 }. */
    NUMBERED,
    /** Cut to the most SMS there may be, with a mark at its end. */
    TRUNCATE,
    /** Not sent. */
    REFUSE
  }

  /** What a mail of high priority becomes. */
  public enum Urgent {
    /** An SMS that opens on the screen (class 0). */
    FLASH,
    /** One that goes before others that wait. */
    PRIORITY,
    /** Both. */
    BOTH,
    /** One like every other. */
    NONE;

    /** Whether it opens on the screen. */
    public boolean flash() {
      return this == FLASH || this == BOTH;
    }

    /** Whether it goes before others. */
    public boolean first() {
      return this == PRIORITY || this == BOTH;
    }
  }

  /** Copies the collections. */
  public User {
    rights = Set.copyOf(rights);
    aliases = List.copyOf(aliases);
  }

  /** A user with one address, a quota for ever and nothing of his own. */
  public User(
      String email,
      String name,
      Optional<Msisdn> number,
      Optional<String> nickname,
      Set<Right> rights,
      OptionalInt quota,
      int used,
      ConfirmPolicy confirm,
      boolean fallback,
      String language) {
    this(
        email,
        name,
        number,
        nickname,
        rights,
        quota,
        used,
        confirm,
        fallback,
        language,
        List.of(),
        Period.NONE,
        Optional.empty(),
        Urgent.FLASH);
  }
}
