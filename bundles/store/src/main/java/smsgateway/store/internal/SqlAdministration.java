package smsgateway.store.internal;

import java.sql.SQLException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import smsgateway.api.Administration;
import smsgateway.api.StatusSource;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.WorkSignal;

/** Orders as plain SQL on the gateway's data source. */
@Component(service = {Administration.class, StatusSource.class})
public final class SqlAdministration implements Administration, StatusSource {
  private static final String NAME = "store.sending";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final int BY = 100;

  private final Tx tx;
  private final Orders orders;
  private final Retries retries;
  private final SendingStop sendingStop;

  /** What the row said when it was last read or written; null until it was read. */
  private volatile Optional<Stop> known;

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<WorkSignal> signals = List.of();

  /** The data source appears only after the schema is up to date. */
  @Activate
  public SqlAdministration(
      @Reference(target = "(osgi.jndi.service.name=smsgateway)") DataSource dataSource,
      @Reference SteadyClock clock) {
    tx = new Tx(dataSource, () -> signals);
    Transitions transitions = new Transitions(clock);
    Outbox outbox = new Outbox(clock);
    Segments segments = new Segments(clock, transitions, outbox);
    orders = new Orders(clock, transitions, segments, new Requests(clock, transitions, outbox));
    retries = new Retries(clock, transitions, segments, new Intakes(clock, transitions));
    sendingStop = new SendingStop(clock, transitions, new Sessions(clock));
  }

  /** For callers outside a container. */
  SqlAdministration signalling(List<WorkSignal> takers) {
    signals = List.copyOf(takers);
    return this;
  }

  private static String name(String by) {
    return by.isBlank() ? "unknown" : Db.cut(by.strip(), BY);
  }

  private static String cause(String by) {
    return "administrator " + name(by);
  }

  private interface Order {
    String carryOut(Db db, Tx.Wakes wakes, long id, String cause)
        throws SQLException, StoreException;
  }

  private String outbound(long id, String by, Order order) throws StoreException {
    if (id < 0) {
      throw new StoreException(
          Code.ILLEGAL_TRANSITION,
          "Message in" + -id + " came from a phone; only messages to phones take this order.");
    }
    return tx.run((db, wakes) -> order.carryOut(db, wakes, id, cause(by)));
  }

  @Override
  public String hold(long id, String by) throws StoreException {
    return outbound(id, by, orders::hold);
  }

  @Override
  public String release(long id, String by) throws StoreException {
    return outbound(id, by, orders::release);
  }

  @Override
  public String cancel(long id, String by) throws StoreException {
    return outbound(id, by, orders::cancel);
  }

  @Override
  public Retried retry(long id, String by) throws StoreException {
    return tx.run(
        (db, wakes) ->
            id < 0
                ? retries.decideAgain(db, wakes, -id, cause(by))
                : retries.retry(db, wakes, id, cause(by)));
  }

  @Override
  public Stop stopSending(String by) throws StoreException {
    Stop stop = tx.run((db, wakes) -> sendingStop.stop(db, name(by)));
    known = Optional.of(stop);
    return stop;
  }

  @Override
  public Optional<Stop> resumeSending(String by) throws StoreException {
    Optional<Stop> former = tx.run((db, wakes) -> sendingStop.resume(db, wakes, name(by)));
    known = Optional.empty();
    return former;
  }

  @Override
  public List<Finding> findings() {
    return List.of(
        stop()
            .map(
                stop ->
                    new Finding(
                        Level.YELLOW,
                        NAME,
                        "All sending is stopped since "
                            + TIME.format(stop.since().atZone(ZoneId.systemDefault()))
                            + " by "
                            + stop.by()
                            + ": sms:release without ID ends that."))
            .orElse(new Finding(Level.GREEN, NAME, "Nobody has stopped sending.")));
  }

  /** Read once; after that nobody but this component changes it. */
  private Optional<Stop> stop() {
    Optional<Stop> stop = known;
    if (stop != null) {
      return stop;
    }
    try {
      stop = tx.run((db, wakes) -> SendingStop.find(db));
      known = stop;
      return stop;
    } catch (StoreException e) {
      // That the database does not answer is another component's finding.
      return Optional.empty();
    }
  }
}
