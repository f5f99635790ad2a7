package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.WorkSignal;

/**
 * Runs units of work as transactions. Locks are taken in the order SIM, message, segment. A unit
 * that loses a race, a deadlock or a lock timeout is repeated up to five times, so it may have no
 * side effect outside the database; wake-ups that it asks for are given after the commit, holding
 * no lock. Safe for any number of threads.
 */
final class Tx {
  private static final Logger LOG = LoggerFactory.getLogger(Tx.class);
  private static final int TRIES = 6;

  /**
   * Deadlock, lock timeout, and a key that another transaction inserted first: every insert looks
   * before, so the repeated unit sees that row.
   */
  private static final Set<String> TRANSIENT =
      Set.of("40001", "40XL1", "40XL2", "40P01", "55P03", "23505");

  private final DataSource dataSource;
  private final Supplier<List<WorkSignal>> signals;
  private final Statements statements = new Statements();
  private volatile Dialect dialect;
  private volatile String fault = "";

  Tx(DataSource dataSource, Supplier<List<WorkSignal>> signals) {
    this.dataSource = dataSource;
    this.signals = signals;
  }

  /** A unit of work. */
  interface Work<T> {
    T run(Db db, Wakes wakes) throws SQLException, StoreException;
  }

  /** A unit of work without result. */
  interface Task {
    void run(Db db, Wakes wakes) throws SQLException, StoreException;
  }

  /** Collects which takers to wake after the commit. */
  static final class Wakes {
    private final Set<WorkSignal.Kind> kinds = EnumSet.noneOf(WorkSignal.Kind.class);

    void add(WorkSignal.Kind kind) {
      kinds.add(kind);
    }
  }

  /** Another transaction changed the row first: the unit is repeated with what is true now. */
  static SQLException lostRace() {
    return new SQLException("another transaction changed the row first", "40001");
  }

  /** Why the last transaction failed for lack of a database; empty when the last one worked. */
  String fault() {
    return fault;
  }

  void execute(Task task) throws StoreException {
    run(
        (db, wakes) -> {
          task.run(db, wakes);
          return true;
        });
  }

  <T> T run(Work<T> work) throws StoreException {
    for (int attempt = 1; ; attempt++) {
      try {
        Wakes wakes = new Wakes();
        T result = once(work, wakes);
        fault = "";
        wake(wakes);
        return result;
      } catch (SQLException e) {
        if (String.valueOf(e.getSQLState()).startsWith("22")) {
          // The value is at fault, not the database: what else waits can be stored.
          throw new StoreException(Code.INVALID, "A value does not fit into its column", e);
        }
        if (!TRANSIENT.contains(String.valueOf(e.getSQLState())) || attempt == TRIES) {
          suspect();
          fault = e.getClass().getSimpleName() + ", SQL state " + e.getSQLState();
          throw new StoreException(Code.UNAVAILABLE, "The database failed (" + fault + ")", e);
        }
        LockSupport.parkNanos(
            ThreadLocalRandom.current().nextLong(1_000_000, 10_000_000L * attempt));
      }
    }
  }

  /**
   * Derby interrupts whoever is inside while its engine is shut down; nobody else interrupts there.
   * Left in place, that interrupt would end a worker of the gateway with the fault long over.
   */
  private <T> T once(Work<T> work, Wakes wakes) throws SQLException, StoreException {
    boolean interrupted = Thread.currentThread().isInterrupted();
    try {
      return transaction(work, wakes);
    } finally {
      if (!interrupted) {
        boolean unused = Thread.interrupted();
      }
    }
  }

  private <T> T transaction(Work<T> work, Wakes wakes) throws SQLException, StoreException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      boolean committed = false;
      try {
        T result = uncommitted(connection, work, wakes);
        connection.commit();
        committed = true;
        return result;
      } finally {
        if (!committed) {
          rollback(connection);
        }
      }
    }
  }

  /**
   * A connection that the server ended while it lay in the pool shows only when it is used. Nothing
   * is committed before the commit is asked for, so the unit is repeated on another one.
   */
  private <T> T uncommitted(Connection connection, Work<T> work, Wakes wakes)
      throws SQLException, StoreException {
    try {
      Db db = new Db(connection, dialect(connection), statements);
      T result = work.run(db, wakes);
      db.finish();
      return result;
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith("08") || state.equals("57P01")) {
        throw new SQLException("the connection was lost before the commit", "40001", e);
      }
      throw e;
    }
  }

  private void suspect() {
    if (dataSource instanceof ServingDataSource serving) {
      serving.suspect();
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // The failure that led here is the one to report; a dead connection rolls back by itself.
      LOG.debug("rollback failed", e);
    }
  }

  private Dialect dialect(Connection connection) throws SQLException {
    Dialect known = dialect;
    if (known == null) {
      known = Dialect.of(connection);
      dialect = known;
    }
    return known;
  }

  private void wake(Wakes wakes) {
    for (WorkSignal.Kind kind : wakes.kinds) {
      for (WorkSignal signal : signals.get()) {
        try {
          signal.wake(kind);
        } catch (RuntimeException | LinkageError e) {
          // The work is committed; a taker that is just being exchanged finds it when it looks.
          LOG.debug("wake-up {} failed", kind, e);
        }
      }
    }
  }
}
