package smsgateway.routing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Decision;
import smsgateway.api.Directory;
import smsgateway.api.MessageQueue;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.StoreException;

/** Takes waiting work, decides it and stores the decisions. For one thread at a time. */
final class DecisionRound {
  /** What to do after a round. */
  enum Next {
    /** There may be more work: go on. */
    MORE,
    /** Nothing to do before a wake-up or the next look. */
    IDLE,
    /** Something could not be decided: pause, so that a rule in exchange has time to return. */
    PAUSE
  }

  private static final Logger LOG = LoggerFactory.getLogger(DecisionRound.class);
  private static final int MAX = 50;

  private final MessageQueue queue;
  private final Directory directory;
  private final PduCodec codec;
  private final RoutingSettings settings;
  private final RuleChain chain;

  /** Decided when the database went away: told it first when it is back, which costs no attempt. */
  private List<Decision> unstored = List.of();

  DecisionRound(
      MessageQueue queue,
      Directory directory,
      PduCodec codec,
      RoutingSettings settings,
      RuleChain chain) {
    this.queue = queue;
    this.directory = directory;
    this.codec = codec;
    this.settings = settings;
    this.chain = chain;
  }

  /**
   * Decides up to 50 rows. A row that cannot be decided is left to the store, which has counted the
   * attempt before it handed the row out; the others are decided.
   *
   * @throws StoreException when the store did not answer; what was decided before is stored if
   *     possible, else at the next call
   */
  Next run() throws StoreException {
    boolean unused = store(unstored);
    unstored = List.of();
    List<Pending> work = queue.nextDecisions(MAX, settings.waits());
    OutboundDecider outbound = new OutboundDecider(directory, codec, settings, chain);
    InboundDecider inbound = new InboundDecider(directory, codec, settings, chain);
    List<Decision> decisions = new ArrayList<>(work.size());
    Optional<StoreException> outage = Optional.empty();
    for (Pending pending : work) {
      try {
        decisions.add(decide(pending, outbound, inbound));
      } catch (StoreException e) {
        if (e.code() == StoreException.Code.UNAVAILABLE) {
          outage = Optional.of(e);
          break;
        }
        left(pending, e);
      } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
        left(pending, e);
      }
    }
    boolean stored = store(decisions);
    if (outage.isPresent()) {
      throw outage.get();
    }
    return next(work, decisions, stored);
  }

  private static Next next(List<Pending> work, List<Decision> decisions, boolean stored) {
    if (!stored || decisions.size() < work.size()) {
      return Next.PAUSE;
    }
    boolean settled = decisions.stream().anyMatch(d -> !(d instanceof Decision.Postponed));
    return settled ? Next.MORE : Next.IDLE;
  }

  private static Decision decide(Pending pending, OutboundDecider outbound, InboundDecider inbound)
      throws StoreException {
    if (pending instanceof Pending.Request request) {
      return outbound.decide(request);
    }
    return pending instanceof Pending.Pdu pdu
        ? inbound.decide(pdu)
        : inbound.decide((Pending.Segments) pending);
  }

  /**
   * Stores all decisions in one transaction. When the store refuses that, one of them is at fault
   * (for example its request was cancelled meanwhile), and each is stored alone.
   *
   * @return whether all were stored
   */
  private boolean store(List<Decision> decisions) throws StoreException {
    if (decisions.isEmpty()) {
      return true;
    }
    try {
      queue.decided(decisions);
      return true;
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.UNAVAILABLE) {
        unstored = decisions;
        throw e;
      }
    } catch (RuntimeException e) {
      LOG.warn("A batch of decisions was not stored: {}", place(e));
    }
    boolean all = true;
    for (Decision decision : decisions) {
      all &= storeAlone(decision);
    }
    return all;
  }

  private boolean storeAlone(Decision decision) throws StoreException {
    try {
      queue.decided(List.of(decision));
      return true;
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("Decision {} about {} not stored: {}", kind(decision), decision.id(), e.code());
    } catch (RuntimeException e) {
      LOG.warn("Decision {} about {} not stored: {}", kind(decision), decision.id(), place(e));
    }
    return false;
  }

  private static void left(Pending pending, Throwable e) {
    LOG.error("Cannot decide {} {}: {}", kind(pending), pending.id(), place(e));
  }

  private static String kind(Object value) {
    return value.getClass().getSimpleName();
  }

  /** What was thrown and where; its message is left out, because it may quote a text or number. */
  static String place(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
