package smsgateway.store.internal;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import smsgateway.store.internal.Tables.Column;

/**
 * Copies all rows of one database into another whose tables are empty, and compares the two row by
 * row by their sums. The two must be in autocommit off; the target is committed in batches and has
 * no installation id, so that a copy that breaks off is never taken for a whole one.
 */
final class Copier {
  private static final int BATCH = 1000;
  private static final List<String> NOT_COPIED = List.of("installation", "schema_version");

  private final Connection source;
  private final Connection target;

  Copier(Connection source, Connection target) {
    this.source = source;
    this.target = target;
  }

  /** Number of rows, and the sum of their hashes: the order of the rows does not matter. */
  record Sum(long rows, long hash) {
    @Override
    public String toString() {
      return "%d rows, checksum %016x".formatted(rows, hash);
    }
  }

  /**
   * Copies and compares.
   *
   * @return one line for each table
   * @throws Refusal when a table did not arrive as it is in the source
   */
  List<String> run() throws SQLException, Refusal {
    List<String> lines = new ArrayList<>();
    List<String> ours = Tables.names(target);
    for (String table : Tables.names(source)) {
      if (ours.contains(table) && !NOT_COPIED.contains(table)) {
        Sum read = copy(table);
        Sum written = sum(target, table, columns(table));
        if (!read.equals(written)) {
          throw new Refusal(
              "Table "
                  + table
                  + " has "
                  + read
                  + ", its copy has "
                  + written
                  + "; nothing changed.");
        }
        lines.add(table + ": " + written);
      }
    }
    return lines;
  }

  private List<Column> columns(String table) throws SQLException {
    return Tables.columns(source, table);
  }

  private Sum copy(String table) throws SQLException {
    List<Column> columns = columns(table);
    Optional<Column> numbered = columns.stream().filter(Column::generated).findFirst();
    Dialect from = Dialect.of(source);
    Dialect to = Dialect.of(target);
    if (numbered.isPresent()) {
      execute(to.numberedByCaller(table, numbered.get().name(), true));
    }
    Sum sum = copyRows(table, columns);
    if (numbered.isPresent()) {
      execute(to.numberedByCaller(table, numbered.get().name(), false));
      long next = from.nextNumber(source, table, numbered.get().name());
      execute(
          "ALTER TABLE "
              + table
              + " ALTER COLUMN "
              + numbered.get().name()
              + " RESTART WITH "
              + next);
    }
    target.commit();
    return sum;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = target.createStatement()) {
      statement.execute(sql);
    }
  }

  private Sum copyRows(String table, List<Column> columns) throws SQLException {
    String names = names(columns);
    String order = columns.stream().anyMatch(c -> c.name().equals("id")) ? " ORDER BY id" : "";
    Digest digest = new Digest();
    try (Statement reading = source.createStatement();
        PreparedStatement writing =
            target.prepareStatement(
                "INSERT INTO " + table + " (" + names + ") VALUES (" + marks(columns) + ")")) {
      reading.setFetchSize(BATCH);
      try (ResultSet rows = reading.executeQuery("SELECT " + names + " FROM " + table + order)) {
        while (rows.next()) {
          for (int i = 1; i <= columns.size(); i++) {
            bind(writing, i, columns.get(i - 1), digest.take(value(rows, i, columns.get(i - 1))));
          }
          writing.addBatch();
          if (digest.endRow() % BATCH == 0) {
            writing.executeBatch();
            target.commit();
          }
        }
      }
      writing.executeBatch();
    }
    return digest.sum();
  }

  private static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }

  private static String marks(List<Column> columns) {
    return columns.stream().map(c -> "?").collect(Collectors.joining(", "));
  }

  /** Numbers and rows of a table as the comparison sees them. */
  static Sum sum(Connection connection, String table, List<Column> columns) throws SQLException {
    Digest digest = new Digest();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(BATCH);
      try (ResultSet rows = statement.executeQuery("SELECT " + names(columns) + " FROM " + table)) {
        while (rows.next()) {
          for (int i = 1; i <= columns.size(); i++) {
            digest.take(value(rows, i, columns.get(i - 1)));
          }
          digest.endRow();
        }
      }
    }
    return digest.sum();
  }

  private static boolean numeric(Column column) {
    return column.type() == Types.BIGINT
        || column.type() == Types.INTEGER
        || column.type() == Types.SMALLINT;
  }

  /** A number, a text that every database can hold, or null. */
  private static Object value(ResultSet row, int place, Column column) throws SQLException {
    if (numeric(column)) {
      long number = row.getLong(place);
      return row.wasNull() ? null : (Object) number;
    }
    String text = row.getString(place);
    return text == null ? null : storable(text);
  }

  /** Without NUL and halves of characters, which Derby keeps and PostgreSQL does not. */
  private static String storable(String text) {
    byte[] octets = text.replace('\0', '\uFFFD').getBytes(StandardCharsets.UTF_8);
    return new String(octets, StandardCharsets.UTF_8);
  }

  private static void bind(PreparedStatement statement, int place, Column column, Object value)
      throws SQLException {
    if (value == null) {
      statement.setNull(place, numeric(column) ? column.type() : Types.VARCHAR);
    } else if (value instanceof Long number) {
      statement.setLong(place, number);
    } else {
      statement.setString(place, (String) value);
    }
  }

  private static final class Digest {
    private final MessageDigest row;
    private long rows;
    private long hash;

    Digest() {
      try {
        row = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    Object take(Object value) {
      byte[] octets =
          value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
      row.update((byte) (value == null ? 0 : 1));
      row.update(BigInteger.valueOf(octets.length).toByteArray());
      row.update(octets);
      return value;
    }

    long endRow() {
      hash += new BigInteger(1, row.digest()).longValue();
      return ++rows;
    }

    Sum sum() {
      return new Sum(rows, hash);
    }
  }
}
