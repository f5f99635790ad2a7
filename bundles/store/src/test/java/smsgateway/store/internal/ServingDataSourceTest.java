package smsgateway.store.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ServingDataSourceTest {
  private final CountDownLatch asked = new CountDownLatch(2);
  private final CountDownLatch back = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final ServingDataSource serving = new ServingDataSource(new Lost(), nanos::get);

  /** Fails at once at first; then it makes wait until it is back. */
  private final class Lost extends EmbeddedDataSource {
    private static final long serialVersionUID = 1;

    @Override
    public Connection getConnection() throws SQLException {
      asked.countDown();
      if (calls.incrementAndGet() == 1) {
        throw new SQLException("lost", "08006");
      }
      try {
        back.await();
      } catch (InterruptedException e) {
        throw new SQLException(e);
      }
      return null;
    }
  }

  private Connection connection() {
    try {
      return serving.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void toldAtOnce() {
    int before = calls.get();
    assertThatThrownBy(serving::getConnection)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
        .hasMessageContaining("a moment ago");
    assertThat(calls).hasValue(before);
  }

  @Test
  void afterAVainWaitAllAreToldAtOnceForASecond() {
    assertThatThrownBy(serving::getConnection).hasMessage("lost");
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(999));
    toldAtOnce();
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
    back.countDown();
    connection();
    connection();
    assertThat(calls).hasValue(3);
  }

  @Test
  void thenOneCallerWaitsForTheDatabaseAndTheOthersAreToldAtOnce() throws Exception {
    assertThatThrownBy(serving::getConnection).hasMessage("lost");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    CompletableFuture<Connection> first = CompletableFuture.supplyAsync(this::connection);
    asked.await();
    toldAtOnce();
    back.countDown();
    first.get();
    connection();
    assertThat(calls).hasValue(3);
  }
}
