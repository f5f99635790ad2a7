package smsgateway.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * One rule of the chain; rules are asked by falling {@code service.ranking} and the first answer
 * wins. A rule decides from what it is given, keeps no state and returns at once.
 */
@ConsumerType
public interface RoutingRule {
  /**
   * What an outbound rule sees.
   *
   * @param sender the sending user; empty for an administrator in the shell
   * @param destination the number found for the recipient
   */
  record Outbound(Optional<User> sender, Submission.Recipient recipient, Msisdn destination) {}

  /**
   * What an inbound rule sees.
   *
   * @param originator number or alphanumeric sender
   * @param lastSender user who wrote to that number last within the smart reply window
   * @param users all users
   */
  record Inbound(String originator, String text, Optional<String> lastSender, List<User> users) {}

  /**
   * Answer about an outbound message. Whether it may go and over which modem ({@link Via}) are two
   * questions: of each the first answer wins.
   */
  sealed interface Verdict permits Verdict.Allowed, Verdict.Refused, Via {
    /** It may go. */
    record Allowed() implements Verdict {}

    /** It may not; the sentences go to the sender. */
    record Refused(String reason) implements Verdict {}
  }

  /**
   * Answer about an inbound message.
   *
   * @param recipients mail addresses
   * @param text text to mail, for example without the nickname
   * @param reason short phrase for a header
   */
  record Target(List<String> recipients, String text, String reason) {}

  /** Decides an outbound message, or leaves it to the next rule. */
  default Optional<Verdict> outbound(Outbound message) {
    return Optional.empty();
  }

  /** Decides an inbound message, or leaves it to the next rule. */
  default Optional<Target> inbound(Inbound message) {
    return Optional.empty();
  }
}
