package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.SegmentState;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.WorkSignal;

/**
 * The queue as plain SQL on one data source. It holds no state but the rows; a new instance goes on
 * where the last one stopped.
 */
@Component(service = {MessageQueue.class, StatusSource.class})
public final class SqlQueue implements MessageQueue, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SqlQueue.class);
  private static final String NAME = "store.queue";
  private static final long LOOK_MILLIS = 1000;

  private final SteadyClock clock;
  private final BackPressure pressure;
  private final Tx tx;
  private final Intakes intakes;
  private final Requests requests;
  private final PendingWork pendingWork;
  private final DecisionStore decisions;
  private final Segments segments;
  private final Sessions sessions;
  private final Ways ways;
  private final Claims claims;
  private final Outcomes outcomes;
  private final Receipts receipts;
  private final Outbox outbox;
  private final Housekeeping housekeeping;
  private final Set<Long> claimsInDoubt = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean mailsRecovered = new AtomicBoolean();
  private volatile long housekeptAt;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<WorkSignal> signals = List.of();

  /** The data source appears only after the schema is up to date. */
  @Activate
  public SqlQueue(
      @Reference(target = "(osgi.jndi.service.name=smsgateway)") DataSource dataSource,
      @Reference SteadyClock clock) {
    this(dataSource, clock, BackPressure.inFolder(Folders.ofContainer().base()));
  }

  SqlQueue(DataSource dataSource, SteadyClock clock, BackPressure pressure) {
    this.pressure = pressure;
    this.clock = clock;
    tx = new Tx(dataSource, () -> signals);
    Transitions transitions = new Transitions(clock);
    outbox = new Outbox(clock);
    segments = new Segments(clock, transitions, outbox);
    Reports reports = new Reports(clock, segments, transitions);
    requests = new Requests(clock, transitions, outbox);
    sessions = new Sessions(clock);
    intakes = new Intakes(clock, transitions);
    pendingWork = new PendingWork(clock, requests, transitions);
    InboundDecisions inbound =
        new InboundDecisions(clock, transitions, outbox, new PartSets(clock), reports);
    Questions questions = new Questions(clock, transitions, outbox, requests);
    decisions = new DecisionStore(requests, questions, inbound, reports, sessions);
    ways = new Ways(clock);
    claims = new Claims(clock, transitions, ways);
    outcomes = new Outcomes(clock, segments, transitions, reports);
    receipts = new Receipts(clock);
    housekeeping = new Housekeeping(clock, tx, segments, sessions, outcomes, questions, ways);
  }

  /** For callers outside a container. */
  SqlQueue signalling(List<WorkSignal> takers) {
    signals = List.copyOf(takers);
    return this;
  }

  @Override
  public Intake begin(String sourceKey) throws StoreException {
    pressure.admit(tx);
    return tx.run((db, wakes) -> intakes.begin(db, sourceKey));
  }

  @Override
  public List<Long> accept(Submission submission) throws StoreException {
    return tx.run((db, wakes) -> intakes.accept(db, wakes, submission));
  }

  @Override
  public void refuse(Submission submission, String reason) throws StoreException {
    tx.execute(
        (db, wakes) -> {
          for (long id : intakes.accept(db, wakes, submission)) {
            requests.refused(db, wakes, id, reason);
          }
        });
  }

  @Override
  public void discard(String sourceKey, String reason) throws StoreException {
    tx.execute((db, wakes) -> intakes.end(db, sourceKey, "DISCARDED", reason));
  }

  @Override
  public List<Pending> nextDecisions(int max, Waits waits) throws StoreException {
    followClock();
    long now = clock.millis();
    if (now - housekeptAt >= LOOK_MILLIS) {
      housekeptAt = now;
      housekeeping.run(waits);
    }
    return tx.run((db, wakes) -> pendingWork.next(db, wakes, max));
  }

  /**
   * The rows are moved before the time is shown: in between, and when the database cannot be
   * reached, everybody goes on with the time before the leap. Only this thread ends what is over,
   * so a leap back, which makes all rows look old in between, ends nothing.
   */
  private void followClock() throws StoreException {
    Optional<Duration> jump = clock.jump();
    if (jump.isPresent()) {
      long before = clock.millis();
      tx.execute((db, wakes) -> ClockJump.move(db, jump.get(), before));
      clock.follow(jump.get());
      housekeptAt = 0;
    }
  }

  /**
   * {@inheritDoc} Should one of several be impossible, each is stored by itself: the impossible one
   * is logged and its row handed out again, the others live.
   */
  @Override
  public void decided(List<? extends Decision> all) throws StoreException {
    Map<Long, Way> taken = new HashMap<>();
    for (Decision decision : all) {
      if (decision instanceof Decision.Planned planned) {
        taken.put(planned.id(), ways.of(tx, planned.via()));
      }
    }
    try {
      tx.execute((db, wakes) -> decisions.store(db, wakes, all, taken));
    } catch (StoreException e) {
      if (all.size() <= 1 || e.code() == StoreException.Code.UNAVAILABLE) {
        throw e;
      }
      for (Decision decision : all) {
        storeAlone(decision, taken);
      }
    }
  }

  private void storeAlone(Decision decision, Map<Long, Way> taken) throws StoreException {
    try {
      tx.execute((db, wakes) -> decisions.store(db, wakes, List.of(decision), taken));
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("{} not stored: {}", decision.getClass().getSimpleName(), e.getMessage());
    }
  }

  @Override
  public long openSession(String modem, String sim) throws StoreException {
    return tx.run(
        (db, wakes) -> {
          Sessions.Session session = sessions.open(db, modem, sim);
          abandon(db, wakes, modem);
          return session.id();
        });
  }

  /** What the modem's former session was submitting may have been sent: never queued again here. */
  private void abandon(Db db, Tx.Wakes wakes, String modem) throws SQLException, StoreException {
    record InHand(long id, String sim) {}
    List<InHand> all =
        db.list(
            "SELECT id, sim FROM segment"
                + db.dialect().index("segment_due")
                + " WHERE state = 'SUBMITTING' AND modem = ?"
                + db.dialect().dirtyRead(),
            row -> new InHand(row.getLong(1), row.getString(2)),
            modem);
    for (InHand inHand : all) {
      sessions.lock(db, inHand.sim());
      Segments.Row row = segments.find(db, inHand.id()).orElseThrow();
      if (row.state() == SegmentState.SUBMITTING) {
        outcomes.unknown(db, wakes, row, "the modem session ended");
      }
    }
  }

  @Override
  public List<Duration> sentOver(long session, Duration within) throws StoreException {
    return tx.run((db, wakes) -> sessions.sentOver(db, sessions.find(db, session), within));
  }

  @Override
  public Optional<Submit> nextSubmit(long session) throws StoreException {
    return claiming(
        session,
        (db, wakes) -> {
          Sessions.Session found = sessions.find(db, session);
          if (nothingWaits(db, found)) {
            return Optional.empty();
          }
          if (!sessions.lock(db, found)) {
            throw Sessions.stale(found);
          }
          ways.present(found);
          return claims.busy(db, found.modem()) ? again(db, found) : claims.next(db, found);
        });
  }

  /** Every idle modem asks every second: as long as nothing waits that only reads. */
  private boolean nothingWaits(Db db, Sessions.Session session) throws SQLException {
    if (claimsInDoubt.contains(session.id()) || !sessions.current(db, session)) {
      return false;
    }
    ways.present(session);
    return claims.nothing(db, session);
  }

  /**
   * A claim whose commit failed may be in the rows all the same, and the modem does not know of it:
   * nothing of it can have been written, so the same segment is handed out at the next call.
   */
  private <T> T claiming(long session, Tx.Work<T> work) throws StoreException {
    try {
      T answer = tx.run(work);
      claimsInDoubt.remove(session);
      return answer;
    } catch (StoreException e) {
      if (e.code() == StoreException.Code.UNAVAILABLE) {
        claimsInDoubt.add(session);
      }
      throw e;
    }
  }

  private Optional<Submit> again(Db db, Sessions.Session session) throws SQLException {
    return claimsInDoubt.contains(session.id()) ? claims.claimed(db, session) : Optional.empty();
  }

  @Override
  public Optional<Submit> advance(
      long session, long segmentId, SubmitOutcome outcome, boolean claimNext)
      throws StoreException {
    record Result(Sessions.Session session, boolean current, Optional<Submit> next) {}
    Tx.Work<Result> work =
        (db, wakes) -> {
          Sessions.Session found = sessions.find(db, session);
          boolean current = sessions.lock(db, found);
          boolean inHand = outcomes.store(db, wakes, found, segmentId, outcome);
          if (!current || !claimNext) {
            return new Result(found, current, Optional.empty());
          }
          ways.present(found);
          boolean busy = !inHand && claims.busy(db, found.modem());
          return new Result(found, current, busy ? again(db, found) : claims.next(db, found));
        };
    Result result = claimNext ? claiming(session, work) : tx.run(work);
    if (!result.current()) {
      throw Sessions.stale(result.session());
    }
    return result.next();
  }

  @Override
  public void receive(long session, List<ReceivedPdu> pdus) throws StoreException {
    tx.execute(
        (db, wakes) -> {
          Sessions.Session found = sessions.find(db, session);
          sessions.lock(db, found.sim());
          receipts.receive(db, wakes, found, pdus);
        });
  }

  @Override
  public void deletedFromModem(long session, List<ReceivedPdu> pdus) throws StoreException {
    tx.execute((db, wakes) -> receipts.deleted(db, sessions.find(db, session), pdus));
  }

  @Override
  public Optional<OutgoingMail> nextMail() throws StoreException {
    // Should the answer get lost, the mail that it named is handed out again.
    boolean recovered = mailsRecovered.getAndSet(false);
    Optional<OutgoingMail> mail =
        tx.run(
            (db, wakes) -> {
              if (!recovered) {
                outbox.recover(db);
              }
              return outbox.next(db);
            });
    mailsRecovered.set(true);
    return mail;
  }

  @Override
  public void mailDone(long mailId, MailOutcome outcome) throws StoreException {
    tx.execute((db, wakes) -> outbox.done(db, mailId, outcome));
  }

  @Override
  public List<Finding> findings() {
    String fault = tx.fault();
    Optional<String> refusing = pressure.reason();
    if (fault.isEmpty() && refusing.isPresent()) {
      return List.of(new Finding(Level.RED, NAME, refusing.get()));
    }
    return List.of(
        fault.isEmpty()
            ? new Finding(Level.GREEN, NAME, "The queue is stored.")
            : new Finding(
                Level.RED,
                NAME,
                "The database does not answer ("
                    + fault
                    + "): look at its disk space and at data/log/karaf.log."));
  }
}
