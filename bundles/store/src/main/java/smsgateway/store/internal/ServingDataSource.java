package smsgateway.store.internal;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The pool as the gateway sees it: who meets a failing database says so here. Whoever gets no
 * connection has waited seconds for it; for a second after that all others are told at once, so
 * that a page or command that asks many parts of the gateway waits once and not once for each. Then
 * one caller at a time waits again, until somebody gets a connection.
 */
final class ServingDataSource implements DataSource {
  private static final long REST = TimeUnit.SECONDS.toNanos(1);

  private final DataSource pool;
  private final LongSupplier nanoTime;
  private final AtomicBoolean probing = new AtomicBoolean();
  private volatile OptionalLong failedAt = OptionalLong.empty();
  private volatile boolean suspected;

  ServingDataSource(DataSource pool) {
    this(pool, System::nanoTime);
  }

  /** With a clock of its own. */
  ServingDataSource(DataSource pool, LongSupplier nanoTime) {
    this.pool = pool;
    this.nanoTime = nanoTime;
  }

  /** A unit of work failed, and not for its own reasons: the database is to be looked at. */
  void suspect() {
    suspected = true;
  }

  /** Whether somebody suspected the database since {@link #trust}. */
  boolean suspected() {
    return suspected;
  }

  void trust() {
    suspected = false;
  }

  @Override
  public Connection getConnection() throws SQLException {
    OptionalLong last = failedAt;
    boolean probe = last.isPresent();
    if (probe
        && (nanoTime.getAsLong() - last.getAsLong() < REST
            || !probing.compareAndSet(false, true))) {
      throw new SQLException("the database was away a moment ago", "08001");
    }
    try {
      Connection connection = pool.getConnection();
      failedAt = OptionalLong.empty();
      return connection;
    } catch (SQLException e) {
      failedAt = OptionalLong.of(nanoTime.getAsLong());
      throw e;
    } finally {
      if (probe) {
        probing.set(false);
      }
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return pool.getConnection(user, password);
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return pool.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    pool.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    pool.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return pool.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return pool.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return pool.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return pool.isWrapperFor(type);
  }
}
