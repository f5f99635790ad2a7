package smsgateway.itests.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import smsgateway.api.SegmentState;
import smsgateway.emulator.Submit;
import smsgateway.itests.Mailbox;
import smsgateway.itests.PhoneNet;
import smsgateway.itests.crash.Ledger.Wanted;

/**
 * Compares, after quiescence, what the clients had acknowledged, what the service centre saw, what
 * the mail server saw, and what is stored. Every difference is one sentence; none means that
 * nothing was lost and nothing happened twice but what is flagged.
 */
final class Checker {
  /** How a confirmation says that there were two tries, by the state it ended in. */
  private static final List<String> REPEATED =
      List.of(
          "may have received it twice",
          "received it once, twice or not at all",
          "whether an earlier try has reached");

  private static final int TP_RD = 0x04;
  private static final Set<SegmentState> ACCEPTED =
      Set.of(SegmentState.SUBMITTED, SegmentState.DELIVERED, SegmentState.SENT_NO_REPORT);

  private final Ledger ledger;
  private final PhoneNet net;
  private final Rows rows;
  private final List<Mail> mails;
  private final long unreported;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, List<Segment>> segments = new HashMap<>();
  private int doubles;
  private int undetermined;

  /** A mail as the mail server saw it. */
  private record Mail(String id, String inReplyTo, String text) {}

  /** A stored segment; {@code unknown}: whether its outcome was ever unknown. */
  private record Segment(
      long id,
      long message,
      int seq,
      SegmentState state,
      int intents,
      int resends,
      boolean unknown) {}

  /**
   * @param unreported submits for which the network sent no status report
   */
  Checker(Ledger ledger, PhoneNet net, Collection<Mailbox.Mail> mails, Rows rows, long unreported) {
    this.unreported = unreported;
    this.ledger = ledger;
    this.net = net;
    this.rows = rows;
    this.mails =
        mails.stream()
            .map(
                m ->
                    new Mail(
                        m.header("Message-ID"),
                        String.valueOf(m.header("In-Reply-To")),
                        m.text().replace("=\n", "")))
            .toList();
  }

  /** All differences. */
  List<String> check() {
    readSegments();
    accepted();
    submits();
    confirmations();
    inbound();
    transitions();
    bookkeeping();
    return faults;
  }

  /** Segments that the service centre accepted twice. */
  int doubles() {
    return doubles;
  }

  /** Recipients whose phone shows nothing and whose sender is told that nobody knows. */
  int undetermined() {
    return undetermined;
  }

  private void fault(boolean found, String sentence) {
    if (found) {
      faults.add(sentence);
    }
  }

  private void readSegments() {
    Set<String> unknown =
        rows
            .all("SELECT ref, seq FROM transition WHERE kind = 'OUT' AND to_state = 'UNKNOWN'")
            .stream()
            .map(r -> r.text(1) + "/" + r.text(2))
            .collect(Collectors.toSet());
    for (Rows.Row r :
        rows.all(
            "SELECT id, message_id, seq, state, intents, resends, number FROM segment"
                + " ORDER BY message_id, seq")) {
      Segment segment =
          new Segment(
              r.number(1),
              r.number(2),
              (int) r.number(3),
              SegmentState.valueOf(r.text(4)),
              (int) r.number(5),
              (int) r.number(6),
              unknown.contains(r.text(2) + "/" + r.text(3)));
      segments.computeIfAbsent(r.text(7), n -> new ArrayList<>()).add(segment);
    }
  }

  /** P1, P2: every acknowledged recipient is one message, and its phone shows the text. */
  private void accepted() {
    Map<String, Long> messages =
        rows.all("SELECT number, COUNT(*) FROM message GROUP BY number").stream()
            .collect(Collectors.toMap(r -> r.text(1), r -> r.number(2)));
    List<Wanted> all = ledger.acknowledged();
    for (Wanted wanted : all) {
      long stored = messages.getOrDefault(wanted.number(), 0L);
      fault(stored == 0, "lost: acknowledged and not stored: " + wanted);
      fault(stored > 1, "accepted twice: " + wanted);
      if (!net.texts(wanted.number()).contains(wanted.text())) {
        List<Segment> segments = of(wanted);
        boolean told = segments.stream().anyMatch(Checker::givenUp);
        undetermined += told ? 1 : 0;
        fault(!told, "lost: the phone does not show it: " + wanted + segments);
      }
    }
    fault(messages.size() != all.size(), messages.size() + " messages for " + all.size());
    segments.values().stream()
        .flatMap(List::stream)
        .filter(s -> !s.state().terminal() && s.state() != SegmentState.SUBMITTED)
        .forEach(s -> faults.add("not at an end: " + s));
    long waiting = rows.number("SELECT COUNT(*) FROM segment WHERE state = 'SUBMITTED'");
    fault(
        waiting > unreported,
        waiting + " wait for a report, and only " + unreported + " reports were not sent");
  }

  private List<Segment> of(Wanted wanted) {
    return segments.getOrDefault(wanted.number(), List.of());
  }

  /**
   * Whether nobody knows of both submissions whether they left, because the process ended twice
   * with this segment in hand: a third one is not allowed, so it ends and says so.
   */
  private static boolean givenUp(Segment s) {
    return s.state() == SegmentState.UNDETERMINED
        && s.resends() == 1
        && s.intents() == 2
        && s.unknown();
  }

  /** P3: at most one more submission, after an unknown outcome, and flagged. */
  private void submits() {
    Map<String, List<Submit>> byText = new LinkedHashMap<>();
    Map<String, Integer> byNumber = new HashMap<>();
    for (Submit submit : net.submits()) {
      byText
          .computeIfAbsent(submit.destination() + " " + submit.text(), k -> new ArrayList<>())
          .add(submit);
      byNumber.merge(submit.destination(), 1, Integer::sum);
    }
    byText.forEach(this::submit);
    segments.forEach(
        (number, all) -> {
          int seen = byNumber.getOrDefault(number, 0);
          fault(
              all.stream().filter(s -> ACCEPTED.contains(s.state())).count() > seen,
              "stored as sent, and the service centre never saw it: " + number + all);
          fault(
              all.stream().mapToInt(Segment::intents).sum() < seen,
              "submitted without a stored intent: " + number + all);
        });
  }

  private void submit(String what, List<Submit> all) {
    List<Segment> stored = segments.getOrDefault(all.get(0).destination(), List.of());
    fault(stored.isEmpty(), "submitted and not stored: " + what);
    fault(repeats(all.get(0)), "the first submission says TP-RD: " + what);
    if (all.size() > 1) {
      doubles++;
      fault(all.size() > 2, all.size() + " times: " + what + stored);
      fault(
          stored.stream().noneMatch(s -> s.resends() == 1 && s.unknown()),
          "twice, and not flagged after an unknown outcome: " + what + stored);
    }
  }

  private static boolean repeats(Submit submit) {
    return (Integer.parseInt(submit.tpdu().substring(0, 2), 16) & TP_RD) != 0;
  }

  /** P5: one confirmation by Message-ID, truthful about a possible duplicate. */
  private void confirmations() {
    Map<String, List<Mail>> answers =
        mails.stream().collect(Collectors.groupingBy(Mail::inReplyTo));
    for (Wanted wanted : ledger.acknowledged()) {
      List<Segment> stored = of(wanted);
      List<Mail> told =
          answers.getOrDefault(wanted.messageId(), List.of()).stream()
              .filter(m -> m.text().contains(wanted.number().substring(1)))
              .toList();
      long ids = told.stream().map(Mail::id).distinct().count();
      boolean over = stored.stream().allMatch(s -> s.state().terminal());
      long expected = wanted.confirm() && over ? 1 : 0;
      fault(ids != expected, ids + " confirmations, not " + expected + ": " + wanted + stored);
      boolean flagged = stored.stream().anyMatch(s -> s.resends() > 0);
      for (Mail mail : told) {
        fault(
            flagged != REPEATED.stream().anyMatch(mail.text()::contains),
            "the confirmation is not honest about a duplicate: " + wanted + stored);
        fault(
            stored.stream().anyMatch(Checker::givenUp)
                != mail.text().contains("it is not known whether it was sent"),
            "the confirmation is not honest about the outcome: " + wanted + stored);
      }
    }
  }

  /** P8: every SMS is one mail by Message-ID. */
  private void inbound() {
    for (String text : ledger.sms()) {
      long ids =
          mails.stream().filter(m -> m.text().contains(text)).map(Mail::id).distinct().count();
      fault(ids != 1, "the SMS " + text + " is in " + ids + " mails");
    }
  }

  /** P4: every step was legal, and each begins where the one before ended. */
  private void transitions() {
    Map<String, String> last = new HashMap<>();
    for (Rows.Row r :
        rows.all(
            "SELECT ref, seq, from_state, to_state FROM transition WHERE kind = 'OUT' AND seq > 0"
                + " ORDER BY id")) {
      String key = r.text(1) + "/" + r.text(2);
      String from = r.text(3);
      String to = r.text(4);
      if (from.equals(to)) {
        // Late evidence that moved nothing.
        continue;
      }
      fault(!from.equals(last.getOrDefault(key, "")), "a step is missing: " + key + " " + r);
      boolean legal =
          from.isEmpty()
              ? to.equals("QUEUED")
              : SegmentState.valueOf(from).next().contains(SegmentState.valueOf(to));
      fault(!legal, "illegal step: " + key + " " + r);
      last.put(key, to);
    }
    segments.values().stream()
        .flatMap(List::stream)
        .filter(s -> !s.state().name().equals(last.get(s.message() + "/" + s.seq())))
        .forEach(s -> faults.add("its last step is another state: " + s));
  }

  /** P5, P6, P9: quota, attempts and sources add up; nothing is left half done. */
  private void bookkeeping() {
    long used = rows.number("SELECT used FROM app_user WHERE email = '" + Campaign.USER + "'");
    long planned = rows.number("SELECT COUNT(*) FROM segment");
    fault(used != planned, "quota " + used + " for " + planned + " segments");
    Map<Long, Long> attempts = new HashMap<>();
    rows.all("SELECT segment_id, COUNT(*) FROM attempt GROUP BY segment_id")
        .forEach(r -> attempts.put(r.number(1), r.number(2)));
    Set<Long> open = new HashSet<>();
    segments.values().stream()
        .flatMap(List::stream)
        .filter(s -> attempts.getOrDefault(s.id(), 0L) != s.intents())
        .forEach(s -> open.add(s.id()));
    fault(!open.isEmpty(), "attempts and intents differ: segments " + open);
    none("source WHERE state = 'BEGUN'");
    none("message WHERE state <> 'PLANNED'");
    none("inbound WHERE kind = 'PDU' AND state = 'RECEIVED'");
    none("outgoing WHERE state <> 'DELIVERED'");
  }

  private void none(String what) {
    long count = rows.number("SELECT COUNT(*) FROM " + what);
    fault(count > 0, count + " rows in " + what);
  }
}
