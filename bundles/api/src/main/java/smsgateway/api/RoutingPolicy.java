package smsgateway.api;

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

  /** The gateway's own mail address, if it is configured. */
  Optional<String> gatewayAddress();
}
