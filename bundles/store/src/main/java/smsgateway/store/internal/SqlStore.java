package smsgateway.store.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Decision;
import smsgateway.api.Journal;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal;
import smsgateway.api.WorkSignal.Kind;

/** The queue and the journal as plain SQL on one data source. */
@Component(service = {MessageQueue.class, Journal.class, StatusSource.class})
public final class SqlStore implements MessageQueue, Journal, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SqlStore.class);
  private static final long HOUSEKEEPING_NANOS = 1_000_000_000L;

  private final Tx tx;
  private final Intakes intakes;
  private final Decisions decisions;
  private final Inbounds inbounds;
  private final Submits submits;
  private final Outbox outbox;
  private final Housekeeping housekeeping;
  private final JournalReader journal = new JournalReader();
  private volatile long lastHousekeeping = System.nanoTime() - HOUSEKEEPING_NANOS;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<WorkSignal> signals = List.of();

  /** The data source appears only after the schema is up to date. */
  @Activate
  public SqlStore(@Reference(target = "(osgi.jndi.service.name=smsgateway)") DataSource dataSource)
      throws StoreException {
    this(dataSource, Clock.systemUTC());
  }

  SqlStore(DataSource dataSource, Clock clock) throws StoreException {
    tx = new Tx(dataSource, () -> signals);
    outbox = new Outbox(clock);
    Segments segments = new Segments(clock, outbox);
    Reports reports = new Reports(clock, segments);
    intakes = new Intakes(clock, segments);
    inbounds = new Inbounds(clock, outbox);
    decisions = new Decisions(clock, segments, outbox, inbounds, reports);
    submits = new Submits(clock, segments, reports);
    housekeeping = new Housekeeping(clock, segments);
    tx.run(
        (db, wakes) -> {
          submits.recover(db);
          return true;
        });
  }

  @Override
  public Intake begin(String sourceKey) throws StoreException {
    return tx.run((db, wakes) -> intakes.begin(db, sourceKey));
  }

  @Override
  public List<Long> accept(Submission submission) throws StoreException {
    return tx.run((db, wakes) -> intakes.accept(db, wakes, submission));
  }

  @Override
  public void discard(String sourceKey, String reason) throws StoreException {
    tx.run(
        (db, wakes) -> {
          intakes.end(db, sourceKey, "DISCARDED", reason);
          return true;
        });
  }

  @Override
  public List<Pending> nextDecisions(int max, Waits waits) throws StoreException {
    if (System.nanoTime() - lastHousekeeping >= HOUSEKEEPING_NANOS) {
      lastHousekeeping = System.nanoTime();
      tx.run(
          (db, wakes) -> {
            housekeeping.run(db, wakes, waits);
            return true;
          });
    }
    return tx.run(
        (db, wakes) -> {
          // Reports and inbound messages first: they settle what is open, and they are the fewer.
          List<Pending> work = new ArrayList<>(inbounds.pendingPdus(db, Math.max(1, max / 2)));
          work.addAll(inbounds.pendingSets(db, waits));
          work.addAll(decisions.pendingRequests(db, Math.max(1, max - work.size())));
          return work;
        });
  }

  /**
   * All in one commit; should one of them be impossible, each is stored by itself and the others
   * live.
   */
  @Override
  public void decided(List<? extends Decision> all) throws StoreException {
    try {
      store(all);
    } catch (StoreException e) {
      if (all.size() == 1) {
        throw e;
      }
      StoreException last = null;
      for (Decision decision : all) {
        try {
          store(List.of(decision));
        } catch (StoreException alone) {
          LOG.warn("decision about {} not stored: {}", decision.id(), alone.getMessage());
          last = alone;
        }
      }
      if (last != null) {
        throw last;
      }
    }
  }

  private void store(List<? extends Decision> all) throws StoreException {
    tx.run(
        (db, wakes) -> {
          for (Decision decision : all) {
            decisions.decided(db, wakes, decision);
          }
          return true;
        });
  }

  @Override
  public long openSession(String modem, String sim) throws StoreException {
    Submits.Session session = tx.run((db, wakes) -> submits.open(db, modem, sim));
    submits.opened(session);
    return session.id();
  }

  @Override
  public Optional<Submit> nextSubmit(long session) throws StoreException {
    return tx.run((db, wakes) -> submits.next(db, session));
  }

  @Override
  public Optional<Submit> advance(
      long session, long segmentId, SubmitOutcome outcome, boolean claimNext)
      throws StoreException {
    Optional<Submit> next =
        tx.run((db, wakes) -> submits.advance(db, wakes, session, segmentId, outcome, claimNext));
    submits.currentSession(session);
    return next;
  }

  @Override
  public void receive(long session, List<ReceivedPdu> pdus) throws StoreException {
    Submits.Session known = submits.session(session);
    tx.run(
        (db, wakes) -> {
          inbounds.receive(db, wakes, known, pdus);
          return true;
        });
  }

  @Override
  public void deletedFromModem(long session, List<ReceivedPdu> pdus) throws StoreException {
    Submits.Session known = submits.session(session);
    tx.run(
        (db, wakes) -> {
          inbounds.deleted(db, known, pdus);
          return true;
        });
  }

  @Override
  public Optional<OutgoingMail> nextMail() throws StoreException {
    return tx.run((db, wakes) -> outbox.next(db));
  }

  @Override
  public void mailDone(long mailId, MailOutcome outcome) throws StoreException {
    tx.run(
        (db, wakes) -> {
          outbox.done(db, mailId, outcome);
          wakes.add(Kind.MAIL);
          return true;
        });
  }

  @Override
  public List<Entry> find(Optional<Direction> direction, Optional<String> state, int max)
      throws StoreException {
    return tx.run((db, wakes) -> journal.find(db, direction, state, max));
  }

  @Override
  public Optional<Detail> show(long id) throws StoreException {
    return tx.run((db, wakes) -> journal.show(db, id));
  }

  @Override
  public Map<String, Long> counts() throws StoreException {
    return tx.run((db, wakes) -> journal.counts(db));
  }

  @Override
  public Optional<Instant> oldestQueued() throws StoreException {
    return tx.run((db, wakes) -> journal.oldestQueued(db));
  }

  @Override
  public List<Finding> findings() {
    String fault = tx.fault();
    return List.of(
        fault.isEmpty()
            ? new Finding(Level.GREEN, "store", "The database answers.")
            : new Finding(
                Level.RED,
                "store",
                "The database failed ("
                    + fault
                    + "): look at its disk space and at data/log/karaf.log."));
  }
}
