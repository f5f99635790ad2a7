package smsgateway.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import smsgateway.api.MessageQueue;

/** Measures what is polled, over a long queue and a long history on file Derby. Not a test. */
public final class Backlog {
  private static final int QUEUED = Integer.getInteger("queued", 100_000);
  private static final int OLD = Integer.getInteger("old", 300_000);
  private static final int ROUNDS = 5;

  private Backlog() {}

  /**
   * Fills the database and asks each question several times.
   *
   * @param arguments JDBC URL, or nothing for Derby in a temporary folder
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("backlog");
    System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
    String url =
        arguments.length > 0
            ? arguments[0]
            : "jdbc:derby:" + folder.resolve("database") + ";create=true";
    try (HikariDataSource dataSource = Databases.pool(url)) {
      Databases.migrate(dataSource);
      fill(dataSource);
      SqlJournal journal = new SqlJournal(dataSource);
      SqlAdministration administration = new SqlAdministration(dataSource, new SteadyClock());
      MessageQueue queue = new SqlQueue(dataSource, new SteadyClock());
      long session = queue.openSession("north", "sim");
      for (int round = 1; round <= ROUNDS; round++) {
        say("counts, first of a journal", new SqlJournal(dataSource)::counts);
        say("counts, polled again", journal::counts);
        say("oldestQueued", journal::oldestQueued);
        say("why of an old message", () -> journal.why(OLD / 2));
        say("hold", () -> administration.hold(OLD + 10, "me"));
        say("release", () -> administration.release(OLD + 10, "me"));
      }
      administration.stopSending("me");
      say("nextSubmit while stopped", () -> queue.nextSubmit(session));
      say("nextSubmit while stopped", () -> queue.nextSubmit(session));
      administration.resumeSending("me");
      say("nextSubmit", () -> queue.nextSubmit(session));
    }
  }

  private interface Question {
    Object ask() throws Exception;
  }

  private static void say(String what, Question question) throws Exception {
    long start = System.nanoTime();
    Object answer = question.ask();
    System.out.printf("%-30s %8.1f ms  ", what, (System.nanoTime() - start) / 1e6);
    String text = answer.toString();
    System.out.println(text.substring(0, Math.min(90, text.length())));
  }

  private static void fill(HikariDataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement message =
            connection.prepareStatement(
                "INSERT INTO message (mail_id, mail_key, recipient_key, address, display_name,"
                    + " state, due, attempts, accepted_at, reference, number, label, confirm,"
                    + " flash, parts, reason, locks) VALUES (0, ?, '', '', '', 'PLANNED', 0, 1, ?,"
                    + " 0, ?, '', 'NEVER', 0, 1, '', 0)");
        PreparedStatement segment =
            connection.prepareStatement(
                "INSERT INTO segment (message_id, seq, parts, tpdu, number, number_tail, state,"
                    + " state_at, due, valid_until, open_until, confirm, lane, blocks_until,"
                    + " session_id, attempts, intents, resends, reason) VALUES (?, 1, 1, ?, ?,"
                    + " ?, ?, ?, ?, ?, ?, 'NEVER', ?, 0, 0, 1, 1, 0, '')")) {
      connection.setAutoCommit(false);
      long start = System.currentTimeMillis() - 1000L * (OLD + QUEUED);
      for (int i = 1; i <= OLD + QUEUED; i++) {
        row(message, segment, i, start + 1000L * i);
        if (i % 500 == 0) {
          message.executeBatch();
          segment.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static void row(PreparedStatement message, PreparedStatement segment, int i, long at)
      throws SQLException {
    boolean queued = i > OLD;
    String number = "+4915%08d".formatted(i % 20_000);
    message.setString(1, "backlog " + i);
    message.setLong(2, at);
    message.setString(3, number);
    message.addBatch();
    segment.setLong(1, i);
    segment.setString(2, "01000B91" + "00".repeat(60));
    segment.setString(3, number);
    segment.setString(4, number.substring(5));
    segment.setString(5, queued ? "QUEUED" : i % 10 == 0 ? "FAILED" : "DELIVERED");
    segment.setLong(6, at);
    segment.setLong(7, at);
    segment.setLong(8, at + 1_000_000_000L);
    segment.setObject(9, queued ? (Object) (at + 1_000_000_000L) : null, java.sql.Types.BIGINT);
    segment.setObject(10, queued ? number : null, java.sql.Types.VARCHAR);
    segment.addBatch();
  }
}
