package smsgateway.store.internal;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue;
import smsgateway.api.Msisdn;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** Measures the queue on file Derby, or on the database whose JDBC URL is given. Not a test. */
public final class Throughput {
  private static final int MESSAGES = Integer.getInteger("messages", 20_000);

  private Throughput() {}

  /**
   * Runs every stage once, single-threaded.
   *
   * @param arguments JDBC URL, or nothing for Derby in a temporary folder
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("throughput");
    System.setProperty("derby.stream.error.file", folder.resolve("derby.log").toString());
    String url =
        arguments.length > 0
            ? arguments[0]
            : "jdbc:derby:" + folder.resolve("database") + ";create=true";
    try (HikariDataSource dataSource = Databases.pool(url)) {
      Databases.migrate(dataSource);
      MessageQueue queue = new SqlQueue(dataSource, new SteadyClock());
      for (String round : List.of("warm-up", "measured")) {
        System.out.println("-- " + round + ", " + MESSAGES + " messages");
        commits(dataSource);
        accept(queue, round);
        decide(queue);
        submit(queue);
      }
    }
  }

  private static void say(String what, int count, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%-34s %8.0f /s  %.3f ms%n", what, count / seconds, seconds * 1000 / count);
  }

  private static void commits(HikariDataSource dataSource) throws Exception {
    int count = 3000;
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO transition (kind, ref, seq, happened_at, from_state, to_state, cause)"
                    + " VALUES ('X', 0, 0, 0, '', '', '')")) {
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        statement.executeUpdate();
        connection.commit();
      }
      say("plain insert + commit", count, start);
    }
  }

  private static void accept(MessageQueue queue, String round) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < MESSAGES; i++) {
      String key = round + i;
      queue.begin(key);
      queue.accept(
          new Submission(
              key,
              key,
              Submission.Origin.MAIL,
              "a@example.org",
              "<" + key + "@example.org>",
              "",
              "subject",
              "text of the message",
              false,
              List.of(new Submission.Recipient((i % 5000) + "@sms", ""))));
    }
    say("begin + accept (2 commits)", MESSAGES, start);
  }

  private static void decide(MessageQueue queue) throws Exception {
    long start = System.nanoTime();
    int done = 0;
    while (done < MESSAGES) {
      List<Decision> decisions = new ArrayList<>();
      for (Pending pending : queue.nextDecisions(50, TestStore.WAITS)) {
        if (pending instanceof Pending.Pdu) {
          decisions.add(new Decision.Dropped(pending.id(), ""));
          continue;
        }
        done++;
        decisions.add(
            new Decision.Planned(
                pending.id(),
                new Msisdn("+49151" + (1_000_000 + pending.id() % 5000)),
                "r",
                List.of("0100"),
                TestStore.VALIDITY,
                Optional.empty(),
                Decision.Confirm.NEVER,
                false));
      }
      queue.decided(decisions);
    }
    say("decide, batches of 50", MESSAGES, start);
  }

  private static void submit(MessageQueue queue) throws Exception {
    long session = queue.openSession("north", "sim");
    Optional<Submit> next = queue.nextSubmit(session);
    int count = 0;
    long start = System.nanoTime();
    while (next.isPresent()) {
      next =
          queue.advance(
              session, next.get().segmentId(), new SubmitOutcome.Submitted(count++ % 256), true);
    }
    say("advance (outcome + next intent)", count, start);
    start = System.nanoTime();
    for (int i = 0; i < 2000; i++) {
      queue.receive(session, List.of(new ReceivedPdu(System.nanoTime() + "" + i, false)));
    }
    say("receive", 2000, start);
    int idle = 0;
    while (!queue.nextDecisions(500, TestStore.WAITS).isEmpty()) {
      idle++;
    }
    start = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      queue.nextDecisions(50, TestStore.WAITS);
    }
    say("nextDecisions, idle (after " + idle + ")", 1000, start);
  }
}
