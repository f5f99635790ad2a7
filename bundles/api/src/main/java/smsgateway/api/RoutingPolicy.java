package smsgateway.api;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What the mail connector must know of routing before it has accepted a mail. */
@ProviderType
public interface RoutingPolicy {
  /** Answer to {@link #serves}. */
  enum Verdict {
    /** The address belongs to the gateway. */
    OURS,
    /** Another domain: refuse it. */
    FOREIGN,
    /** Routing is not configured: ask the client to come back. */
    NOT_READY
  }

  /** Whether mail to this address is for the gateway. */
  Verdict serves(String address);

  /**
   * The recipients that a mail means. Several numbers in the subject of a mail to the gateway's own
   * account are as many recipients, each with its number as display name; the sender of an inbound
   * SMS is the recipient of an answer to it whose mail program has dropped the name. Every other
   * recipient stays as it is.
   *
   * @param written recipients of the mail
   * @param subject decoded subject
   * @param references References of the mail, separated by blanks
   * @return distinct recipients, at least one for each written one; several ways to write one
   *     number to the gateway's own account give one
   */
  List<Submission.Recipient> recipients(
      List<Submission.Recipient> written, String subject, String references);

  /** The gateway's own mail address, if it is configured. */
  Optional<String> gatewayAddress();
}
