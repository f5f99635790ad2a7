package smsgateway.api;

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
    String language) {

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

  /** Copies the rights. */
  public User {
    rights = Set.copyOf(rights);
  }
}
