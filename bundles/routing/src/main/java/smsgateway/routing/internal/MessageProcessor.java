package smsgateway.routing.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Directory;
import smsgateway.api.MessageQueue;
import smsgateway.api.PduCodec;
import smsgateway.api.RoutingRule;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.User;
import smsgateway.api.WorkSignal;

/**
 * Decides waiting requests and received PDUs on its own thread. When the codec, the store or the
 * configuration is exchanged it ends with the batch in hand and starts anew; meanwhile work waits
 * as rows. The built-in rules are required by name, so that no message is decided before they are
 * there.
 */
@Component(
    immediate = true,
    service = StatusSource.class,
    configurationPid = ConfiguredPolicy.PID,
    reference = {
      @Reference(
          name = "nickname",
          service = RoutingRule.class,
          target = "(smsgateway.rule=nickname)"),
      @Reference(
          name = "lastSender",
          service = RoutingRule.class,
          target = "(smsgateway.rule=lastSender)"),
      @Reference(
          name = "default",
          service = RoutingRule.class,
          target = "(smsgateway.rule=default)")
    })
public final class MessageProcessor implements StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(MessageProcessor.class);
  private static final String NAME = "routing.processor";
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

  private final Directory directory;
  private final DecisionSignal signal;
  private final RoutingSettings settings;
  private final DecisionRound round;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::work, "smsgateway-processor");

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<Map.Entry<Map<String, Object>, RoutingRule>> rules = List.of();

  /** Prepares the processor; {@link #start} starts it, once the rules are bound. */
  @Activate
  public MessageProcessor(
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MessageQueue queue,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) Directory directory,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) PduCodec codec,
      @Reference DecisionSignal signal,
      ConfiguredPolicy.Config config) {
    this.directory = directory;
    this.signal = signal;
    this.settings = SettingsReader.read(config);
    RuleChain chain = new RuleChain(() -> RuleChain.ordered(rules));
    this.round = new DecisionRound(queue, directory, codec, settings, chain);
  }

  /** Starts the thread; with a configuration that cannot be used there is none. */
  @Activate
  void start() {
    if (settings.usable()) {
      thread.start();
    }
  }

  /** Ends with the batch in hand. The thread is never interrupted: it may be in the database. */
  @Deactivate
  void stop() throws InterruptedException {
    stopping.countDown();
    signal.wake(WorkSignal.Kind.DECISION);
    thread.join(LONGEST_STOP.toMillis());
    if (thread.isAlive()) {
      LOG.warn("The store has not answered for {}; its answer is awaited", LONGEST_STOP);
    }
  }

  private void work() {
    BackOff backOff = new BackOff();
    while (stopping.getCount() > 0) {
      try {
        DecisionRound.Next next = round.run();
        backOff.reset();
        rest(next);
      } catch (StoreException e) {
        Duration pause = backOff.next();
        LOG.warn("The store does not answer, next try in {}: {}", pause, e.getMessage());
        pause(pause);
      } catch (RuntimeException | LinkageError | StackOverflowError e) {
        Duration pause = backOff.next();
        LOG.error("Decisions failed, next try in {}: {}", pause, DecisionRound.place(e));
        pause(pause);
      }
    }
  }

  private void rest(DecisionRound.Next next) {
    switch (next) {
      case MORE -> {}
      case IDLE -> signal.await(LOOK);
      case PAUSE -> pause(LOOK);
    }
  }

  private void pause(Duration pause) {
    try {
      boolean unused = stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // The flag stays cleared: the database must never see an interrupted thread.
      return;
    }
  }

  @Override
  public List<Finding> findings() {
    List<User> users;
    try {
      users = directory.users();
    } catch (StoreException e) {
      return List.of(new Finding(Level.YELLOW, NAME, e.getMessage()));
    }
    List<Finding> findings = new ArrayList<>();
    if (users.isEmpty()) {
      findings.add(new Finding(Level.YELLOW, NAME, Messages.get("finding.users")));
    }
    if (users.stream().noneMatch(User::fallback)) {
      String fate = settings.operatorAddress().isPresent() ? "operator" : "wait";
      String sentence = Messages.get("finding.default", Messages.get("finding.default." + fate));
      findings.add(new Finding(Level.YELLOW, NAME, sentence));
    }
    return findings.isEmpty()
        ? List.of(new Finding(Level.GREEN, NAME, Messages.get("finding.processor")))
        : findings;
  }
}
