package smsgateway.store.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import smsgateway.api.Decision;
import smsgateway.api.Decision.Confirm;
import smsgateway.api.Decision.ReportClass;
import smsgateway.api.Directory;
import smsgateway.api.Journal;
import smsgateway.api.MessageQueue;
import smsgateway.api.Msisdn;
import smsgateway.api.OutgoingMail;
import smsgateway.api.PduCodec;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.User;
import smsgateway.api.Via;
import smsgateway.api.WorkSignal;

/** The services over one database, with the steps that the tests are written in. */
final class TestStore {
  static final MessageQueue.Waits WAITS =
      new MessageQueue.Waits(Duration.ofMinutes(10), true, Duration.ofHours(24));
  static final String SIM = "262010000000001";
  static final String ALICE = "alice@example.org";
  static final String NUMBER = "+4915112345678";
  static final Duration VALIDITY = Duration.ofHours(24);

  final DataSource dataSource;
  final MutableClock clock = new MutableClock();
  final List<WorkSignal.Kind> wakes = new CopyOnWriteArrayList<>();
  final Journal journal;
  final Directory directory;
  SteadyClock steady;
  MessageQueue queue;
  SqlAdministration administration;
  private final AtomicInteger mails = new AtomicInteger();

  TestStore(DataSource dataSource, Directory directory) {
    this.dataSource = dataSource;
    this.directory = directory;
    this.journal = new SqlJournal(dataSource);
    restart();
  }

  /** A new instance over the same rows, as after a restart of the process. */
  void restart() {
    steady = new SteadyClock(clock, clock::nanos);
    queue = new SqlQueue(dataSource, steady).signalling(List.of(wakes::add));
    administration = new SqlAdministration(dataSource, steady).signalling(List.of(wakes::add));
  }

  Submission mailTo(String... addresses) {
    String key = "mail-" + mails.incrementAndGet();
    return mail(key, addresses);
  }

  Submission mail(String key, String... addresses) {
    List<Submission.Recipient> recipients = new ArrayList<>();
    for (String address : addresses) {
      recipients.add(new Submission.Recipient(address, ""));
    }
    return new Submission(
        "source-" + key,
        key,
        Submission.Origin.MAIL,
        ALICE,
        "<" + key + "@example.org>",
        "<first@example.org>",
        "Subject of " + key,
        "Text of " + key,
        false,
        recipients);
  }

  long accept(String address) throws StoreException {
    return queue.accept(mailTo(address)).get(0);
  }

  List<Pending> pending() throws StoreException {
    return queue.nextDecisions(500, WAITS);
  }

  Decision.Planned plan(long id, String number, int parts, Confirm confirm) {
    List<String> tpdus = new ArrayList<>();
    for (int i = 1; i <= parts; i++) {
      tpdus.add("0100" + id + "00" + i);
    }
    return new Decision.Planned(
        id,
        new Msisdn(number),
        "recipient " + id,
        tpdus,
        VALIDITY,
        Optional.empty(),
        confirm,
        false);
  }

  /** An accepted and planned message; its id. */
  long planned(String number, int parts, Confirm confirm) throws StoreException {
    long id = accept(number.substring(1) + "@sms.example.org");
    queue.decided(List.of(plan(id, number, parts, confirm)));
    return id;
  }

  long planned(String number) throws StoreException {
    return planned(number, 1, Confirm.NEVER);
  }

  /** A message that goes this way. */
  long planned(String number, int parts, Via via) throws StoreException {
    long id = accept(number.substring(1) + "@sms.example.org");
    Decision.Planned p = plan(id, number, parts, Confirm.NEVER);
    queue.decided(
        List.of(
            new Decision.Planned(
                id,
                p.destination(),
                p.recipient(),
                p.tpdus(),
                p.validity(),
                p.quotaUser(),
                p.confirm(),
                p.flash(),
                "",
                via)));
    return id;
  }

  /** A message that the network has accepted. */
  long submitted(long session, String number, int reference, Confirm confirm)
      throws StoreException {
    long id = planned(number, 1, confirm);
    Submit submit = queue.nextSubmit(session).orElseThrow();
    queue.advance(session, submit.segmentId(), new SubmitOutcome.Submitted(reference), false);
    return id;
  }

  /** A status report from the modem, decided at once, that the service centre dated now. */
  void report(long session, int reference, String recipient, ReportClass meaning)
      throws StoreException {
    report(session, reference, recipient, meaning, clock.instant());
  }

  void report(long session, int reference, String recipient, ReportClass meaning, Instant at)
      throws StoreException {
    long id = reported(session);
    only(pending());
    queue.decided(List.of(meaning(id, reference, recipient, meaning, at)));
  }

  /** A report of long ago: this SIM is known to bring reports. */
  void bringsReports(long session) throws StoreException {
    report(session, 200, "+490000000", ReportClass.DELIVERED, Instant.EPOCH);
  }

  /** A raw status report from the modem. */
  long reported(long session) throws StoreException {
    String hex = "report" + mails.incrementAndGet();
    queue.receive(session, List.of(new ReceivedPdu(hex, false)));
    return journal.find(Optional.of(Journal.Direction.IN), Optional.empty(), 1).get(0).id() * -1;
  }

  Decision.Report meaning(
      long id, int reference, String recipient, ReportClass meaning, Instant at) {
    OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
    return new Decision.Report(
        id,
        new PduCodec.StatusReport(reference, recipient, Optional.of(time), Optional.of(time), 0),
        meaning);
  }

  static <T> T only(List<T> list) {
    if (list.size() != 1) {
      throw new AssertionError("expected one, got " + list);
    }
    return list.get(0);
  }

  String state(long message) throws StoreException {
    return journal.show(message).orElseThrow().entry().state();
  }

  List<OutgoingMail> mails() throws StoreException {
    List<OutgoingMail> all = new ArrayList<>();
    Optional<OutgoingMail> next = queue.nextMail();
    while (next.isPresent()) {
      all.add(next.get());
      next = queue.nextMail();
    }
    return all;
  }

  void user(String email, OptionalInt quota) throws StoreException {
    directory.put(user(email, Optional.empty(), quota));
  }

  static User user(String email, Optional<String> nickname, OptionalInt quota) {
    return new User(
        email,
        "A name",
        Optional.of(new Msisdn(NUMBER)),
        nickname,
        Set.of(User.Right.EXTERNAL),
        quota,
        0,
        User.ConfirmPolicy.ASKED,
        false,
        "");
  }

  long sql(String query) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
