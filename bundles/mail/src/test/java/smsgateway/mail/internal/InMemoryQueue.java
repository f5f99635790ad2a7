package smsgateway.mail.internal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;

/** The mail side of the queue, in memory, with the promises of the real one. */
final class InMemoryQueue implements MessageQueue {
  final List<Submission> accepted = new ArrayList<>();
  final Map<Submission, String> refused = new HashMap<>();
  final Map<String, String> discarded = new HashMap<>();
  final BlockingQueue<MailOutcome> outcomes = new LinkedBlockingQueue<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final Set<String> known = new HashSet<>();
  private final Set<String> stored = new HashSet<>();
  private final Deque<OutgoingMail> mails = new ArrayDeque<>();
  private volatile boolean down;
  private int losing;
  private int refusing;
  private int refusingAccepts;
  private String poison;

  /** Makes every call fail, or work again. */
  void setDown(boolean value) {
    down = value;
  }

  /** The next calls of accept commit and then lose their answer. */
  synchronized void loseAnswers(int count) {
    losing = count;
  }

  /** The next calls of mailDone store nothing. */
  synchronized void refuseOutcomes(int count) {
    refusing = count;
  }

  /** The next calls of accept store nothing. */
  synchronized void refuseAccepts(int count) {
    refusingAccepts = count;
  }

  /** Every acceptance of a mail with this word in its text breaks off. */
  synchronized void poison(String word) {
    poison = word;
  }

  synchronized void mail(OutgoingMail mail) {
    mails.add(mail);
  }

  synchronized List<Submission> accepted() {
    return List.copyOf(accepted);
  }

  private void check() throws StoreException {
    if (down) {
      throw new StoreException(StoreException.Code.UNAVAILABLE, "the database is away");
    }
  }

  @Override
  public synchronized Intake begin(String sourceKey) throws StoreException {
    check();
    if (sourceKey.length() > 200) {
      throw new StoreException(StoreException.Code.INVALID, "key too long");
    }
    return known.contains(sourceKey)
        ? new Intake.Known()
        : new Intake.New(attempts.merge(sourceKey, 1, Integer::sum));
  }

  @Override
  public synchronized List<Long> accept(Submission submission) throws StoreException {
    check();
    if (!attempts.containsKey(submission.sourceKey()) || submission.recipients().isEmpty()) {
      throw new StoreException(StoreException.Code.INVALID, "not begun, or nobody to send to");
    }
    if (refusingAccepts > 0) {
      refusingAccepts--;
      throw new StoreException(StoreException.Code.UNAVAILABLE, "the database is away");
    }
    if (poison != null && submission.text().contains(poison)) {
      throw new IllegalStateException("poison");
    }
    known.add(submission.sourceKey());
    List<Submission.Recipient> fresh =
        submission.recipients().stream()
            .filter(r -> stored.add(submission.mailKey() + "\n" + r))
            .toList();
    if (!fresh.isEmpty()) {
      accepted.add(submission);
    }
    if (losing > 0) {
      losing--;
      throw new StoreException(StoreException.Code.UNAVAILABLE, "connection lost after commit");
    }
    return fresh.stream().map(r -> (long) r.hashCode()).toList();
  }

  @Override
  public synchronized void refuse(Submission submission, String reason) throws StoreException {
    check();
    known.add(submission.sourceKey());
    refused.put(submission, reason);
  }

  @Override
  public synchronized void discard(String sourceKey, String reason) throws StoreException {
    check();
    known.add(sourceKey);
    discarded.put(sourceKey, reason);
  }

  @Override
  public synchronized Optional<OutgoingMail> nextMail() throws StoreException {
    check();
    return Optional.ofNullable(mails.poll());
  }

  @Override
  public synchronized void mailDone(long mailId, MailOutcome outcome) throws StoreException {
    check();
    if (refusing > 0) {
      refusing--;
      throw new StoreException(StoreException.Code.UNAVAILABLE, "the database is away");
    }
    outcomes.add(outcome);
  }

  @Override
  public List<Pending> nextDecisions(int max, Waits waits) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void decided(List<? extends Decision> decisions) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long openSession(String modem, String sim) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Duration> sentOver(long session, Duration within) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Submit> nextSubmit(long session) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<Submit> advance(
      long session, long segmentId, SubmitOutcome outcome, boolean claimNext) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void receive(long session, List<ReceivedPdu> pdus) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deletedFromModem(long session, List<ReceivedPdu> pdus) {
    throw new UnsupportedOperationException();
  }
}
