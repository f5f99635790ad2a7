package smsgateway.routing.internal;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import smsgateway.api.Decision;
import smsgateway.api.Directory;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.RoutingPolicy;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;

/**
 * The routing that is shipped, for requests that never were in a store. It lies in the package of
 * the decider because bundles show each other nothing.
 */
public final class FuzzedRouting {
  private static final Map<String, Object> SETTINGS =
      Map.of(
          "gatewayAddress", "sms@example.com",
          "domains",
              new String[] {
                "sms.example.com=example.com, sms.example.org=example.org,"
                    + " all.example=example.com, all.example=example.org"
              },
          "country", "39");

  private final ConfiguredPolicy policy = new ConfiguredPolicy(config());
  private final OutboundDecider decider;

  /** Routing over these users. */
  public FuzzedRouting(Directory directory, PduCodec codec) {
    decider =
        new OutboundDecider(
            directory, codec, SettingsReader.read(config()), new RuleChain(List::of));
  }

  private static ConfiguredPolicy.Config config() {
    return (ConfiguredPolicy.Config)
        Proxy.newProxyInstance(
            FuzzedRouting.class.getClassLoader(),
            new Class<?>[] {ConfiguredPolicy.Config.class},
            (proxy, method, arguments) ->
                SETTINGS.getOrDefault(method.getName(), method.getDefaultValue()));
  }

  /** What the mail connector asks. */
  public RoutingPolicy policy() {
    return policy;
  }

  /** The decision about one recipient. */
  public Decision decide(Submission s, Submission.Recipient recipient) throws StoreException {
    return decider.decide(
        new Pending.Request(
            1,
            1,
            s.origin(),
            s.sender(),
            recipient,
            s.subject(),
            s.text(),
            s.highPriority(),
            Instant.EPOCH,
            0,
            s.recipients().size()));
  }
}
