package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.SegmentState;
import smsgateway.api.StoreException;
import smsgateway.api.WorkSignal;

/** Transactions as such: what rolls back, what is repeated, when takers are woken. */
final class TxTest {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final List<WorkSignal> signals = new ArrayList<>();
  private EmbeddedDataSource dataSource;
  private Tx tx;

  @BeforeEach
  void open() throws SQLException {
    dataSource = new EmbeddedDataSource();
    dataSource.setDatabaseName("memory:tx" + DATABASES.incrementAndGet());
    dataSource.setCreateDatabase("create");
    Databases.migrate(dataSource);
    tx = new Tx(dataSource, () -> signals);
  }

  private long counters() throws StoreException {
    return tx.run((db, wakes) -> db.number("SELECT COUNT(*) FROM counter WHERE name = 'x'"));
  }

  private static void insert(Db db) throws SQLException {
    db.update("INSERT INTO counter (name, last_value) VALUES ('x', 0)");
  }

  @Test
  void anIllegalTransitionThrowsAndRollsBackAll() throws Exception {
    TestStore store = new TestStore(dataSource, null);
    long id = store.planned(TestStore.NUMBER, 1, Confirm.NEVER);
    Clock clock = store.clock;
    Transitions transitions = new Transitions(clock);
    Segments segments = new Segments(clock, transitions, new Outbox(clock));
    long segment = store.sql("SELECT id FROM segment WHERE message_id = " + id);
    assertThatThrownBy(
            () ->
                tx.execute(
                    (db, wakes) -> {
                      insert(db);
                      Segments.Row row = segments.find(db, segment).orElseThrow();
                      segments.move(db, wakes, row, SegmentState.DELIVERED, "no");
                    }))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.ILLEGAL_TRANSITION));
    assertThat(counters()).isZero();
    assertThat(store.state(id)).isEqualTo("QUEUED");
  }

  @Test
  void aRuntimeExceptionRollsBack() throws StoreException {
    assertThatThrownBy(
            () ->
                tx.execute(
                    (db, wakes) -> {
                      insert(db);
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(counters()).isZero();
  }

  @Test
  void aLostRaceIsRepeatedWithoutWhatWasDoneBefore() throws StoreException {
    AtomicInteger tries = new AtomicInteger();
    tx.execute(
        (db, wakes) -> {
          insert(db);
          if (tries.incrementAndGet() < 3) {
            throw Tx.lostRace();
          }
        });
    assertThat(tries).hasValue(3);
    assertThat(counters()).isEqualTo(1);
  }

  @Test
  void whatIsLeftForTheEndIsWrittenWithTheRestOrNotAtAll() throws StoreException {
    String insert = "INSERT INTO counter (name, last_value) VALUES (?, 0)";
    // One physical connection, whose statements outlive each unit.
    try (HikariDataSource pool =
        Databases.pool("jdbc:derby:" + dataSource.getDatabaseName() + ";create=true")) {
      pool.setMaximumPoolSize(1);
      Tx pooled = new Tx(pool, () -> signals);
      assertThatThrownBy(
              () ->
                  pooled.execute(
                      (db, wakes) -> {
                        insert(db);
                        db.atLast(insert, "y");
                        db.atLast(insert, new Object());
                      }))
          .isInstanceOf(StoreException.class);
      pooled.execute((db, wakes) -> db.atLast(insert, "z"));
    }
    assertThat(tx.<Long>run((db, wakes) -> db.number("SELECT COUNT(*) FROM counter"))).isEqualTo(1);
  }

  @Test
  void afterFiveRepetitionsTheDatabaseIsCalledUnavailable() {
    AtomicInteger tries = new AtomicInteger();
    assertThatThrownBy(
            () ->
                tx.execute(
                    (db, wakes) -> {
                      tries.incrementAndGet();
                      throw Tx.lostRace();
                    }))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.code()).isEqualTo(StoreException.Code.UNAVAILABLE));
    assertThat(tries).hasValue(6);
    assertThat(tx.fault()).contains("40001");
  }

  @Test
  void takersAreWokenAfterTheCommitAndHoldingNoLock() throws StoreException {
    List<Long> seen = new ArrayList<>();
    signals.add(kind -> seen.add(read()));
    tx.execute(
        (db, wakes) -> {
          insert(db);
          wakes.add(WorkSignal.Kind.MAIL);
          assertThat(seen).isEmpty();
        });
    assertThat(seen).containsExactly(1L);
  }

  private long read() {
    try {
      return counters();
    } catch (StoreException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTakerThatThrowsSpoilsNothing() throws StoreException {
    signals.add(
        kind -> {
          throw new IllegalStateException("being exchanged");
        });
    tx.execute(
        (db, wakes) -> {
          insert(db);
          wakes.add(WorkSignal.Kind.MAIL);
        });
    assertThat(counters()).isEqualTo(1);
  }

  @Test
  void aRolledBackUnitWakesNobody() {
    List<WorkSignal.Kind> woken = new ArrayList<>();
    signals.add(woken::add);
    assertThatThrownBy(
            () ->
                tx.execute(
                    (db, wakes) -> {
                      wakes.add(WorkSignal.Kind.MAIL);
                      throw new IllegalStateException("bug");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(woken).isEmpty();
  }

  @Test
  void aUnitWhoseConnectionIsLostBeforeTheCommitIsRepeatedOnAnother() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    tx.execute(
        (db, wakes) -> {
          insert(db);
          if (attempts.incrementAndGet() == 1) {
            throw new SQLException("terminated by the administrator", "57P01");
          }
        });
    assertThat(attempts).hasValue(2);
    assertThat(counters()).isEqualTo(1);
  }

  @Test
  void anInterruptFromInsideTheDatabaseStaysThereAndTheCallersOwnIsKept() throws Exception {
    tx.execute((db, wakes) -> Thread.currentThread().interrupt());
    assertThat(Thread.interrupted()).isFalse();
    assertThatThrownBy(
            () ->
                tx.execute(
                    (db, wakes) -> {
                      Thread.currentThread().interrupt();
                      throw new SQLException("shut down", "08006");
                    }))
        .isInstanceOf(StoreException.class);
    assertThat(Thread.interrupted()).isFalse();
    Thread.currentThread().interrupt();
    try {
      tx.execute((db, wakes) -> {});
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
