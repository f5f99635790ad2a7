package smsgateway.store.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.derby.jdbc.EmbeddedDataSource;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue;
import smsgateway.api.Msisdn;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** Works until it is killed; what it says on standard output was committed before. */
final class CrashedWriter {
  private CrashedWriter() {}

  static EmbeddedDataSource open(Path folder) {
    EmbeddedDataSource dataSource = new EmbeddedDataSource();
    dataSource.setDatabaseName(folder.toString());
    dataSource.setCreateDatabase("create");
    return dataSource;
  }

  /**
   * Accepts, plans, submits and receives without end.
   *
   * @param arguments folder of the database
   */
  public static void main(String[] arguments) throws SQLException, StoreException, IOException {
    EmbeddedDataSource dataSource = open(Path.of(arguments[0]));
    Databases.migrate(dataSource);
    MessageQueue queue = new SqlQueue(dataSource, new SteadyClock());
    long session = queue.openSession("north", TestStore.SIM);
    PrintStream said = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (int i = 0; ; i++) {
      long id = queue.accept(mail(i)).get(0);
      said.println("accepted " + id);
      queue.receive(session, List.of(new ReceivedPdu("PDU" + i, true)));
      said.println("received PDU" + i);
      queue.decided(List.of(plan(id)));
      Submit submit = queue.nextSubmit(session).orElseThrow();
      said.println("submitting " + submit.segmentId());
      queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(i % 256), false);
      said.println("submitted " + submit.segmentId());
    }
  }

  private static Submission mail(int i) {
    return new Submission(
        "s" + i,
        "m" + i,
        Submission.Origin.MAIL,
        "a@example.org",
        "",
        "",
        "",
        "text",
        false,
        List.of(new Submission.Recipient(i + "@sms", "")));
  }

  private static Decision.Planned plan(long id) {
    return new Decision.Planned(
        id,
        new Msisdn("+49151" + (1_000_000 + id)),
        "r",
        List.of("00"),
        Duration.ofHours(1),
        Optional.empty(),
        Decision.Confirm.NEVER,
        false);
  }
}
