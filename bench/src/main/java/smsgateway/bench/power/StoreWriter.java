package smsgateway.bench.power;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.derby.jdbc.EmbeddedDataSource;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue;
import smsgateway.api.Msisdn;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.store.internal.SqlQueue;
import smsgateway.store.internal.SteadyClock;

/**
 * Works on a lossy disk until the power is cut: two threads accept and plan, one submits and
 * receives. Each line that it says was promised by a commit that had returned before.
 */
public final class StoreWriter {
  private final MessageQueue queue;
  private final PrintStream said = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  private StoreWriter(MessageQueue queue) {
    this.queue = queue;
  }

  /**
   * Begins.
   *
   * @param arguments folder of the database
   */
  public static void main(String[] arguments) throws Exception {
    LossyStorage.register();
    EmbeddedDataSource dataSource = new EmbeddedDataSource();
    dataSource.setDatabaseName("lossy:" + arguments[0]);
    StoreWriter writer = new StoreWriter(new SqlQueue(dataSource, new SteadyClock()));
    for (int i = 0; i < 2; i++) {
      new Thread(() -> writer.forever(writer::request), "intake-" + i).start();
    }
    long session = writer.queue.openSession("north", "sim");
    writer.forever(() -> writer.modem(session));
  }

  private interface Work {
    void once() throws StoreException;
  }

  private void forever(Work work) {
    try {
      while (true) {
        work.once();
      }
    } catch (StoreException | RuntimeException e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private void request() throws StoreException {
    long number = next.getAndIncrement();
    long id = queue.accept(mail(number)).get(0);
    said.println("accepted " + id);
    queue.decided(
        List.of(
            new Decision.Planned(
                id,
                new Msisdn("+49151" + (1_000_000 + id)),
                "r",
                List.of("00"),
                Duration.ofHours(1),
                Optional.empty(),
                Decision.Confirm.NEVER,
                false)));
    said.println("planned " + id);
  }

  private void modem(long session) throws StoreException {
    Optional<Submit> submit = queue.nextSubmit(session);
    if (submit.isPresent()) {
      long segment = submit.get().segmentId();
      said.println("submitting " + segment);
      queue.advance(session, segment, new SubmitOutcome.Submitted((int) (segment % 256)), false);
      said.println("submitted " + segment);
    }
    long pdu = next.getAndIncrement();
    queue.receive(session, List.of(new ReceivedPdu("PDU" + pdu, true)));
    said.println("received PDU" + pdu);
  }

  private static Submission mail(long number) {
    return new Submission(
        "s" + number,
        "m" + number,
        Submission.Origin.MAIL,
        "a@example.org",
        "",
        "",
        "",
        "text of some length, so that pages fill ".repeat(10),
        false,
        List.of(new Submission.Recipient(number + "@sms", "")));
  }
}
