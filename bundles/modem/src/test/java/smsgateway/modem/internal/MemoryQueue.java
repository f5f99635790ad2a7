package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import smsgateway.api.Decision;
import smsgateway.api.MessageQueue;
import smsgateway.api.OutgoingMail;
import smsgateway.api.Pending;
import smsgateway.api.ReceivedPdu;
import smsgateway.api.StoreException;
import smsgateway.api.StoreException.Code;
import smsgateway.api.Submission;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.SubmitOutcome.Unknown;

/** The modem's side of the queue in memory, with the store's rules: fencing, one SUBMITTING. */
final class MemoryQueue implements MessageQueue {
  /** How a segment ended, as told or as found by the next session. */
  record Ended(long segmentId, SubmitOutcome outcome) {}

  /** What was done, in order, for tests of the order of writes. */
  final List<String> steps = new ArrayList<>();

  final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  final BlockingQueue<ReceivedPdu> received = new LinkedBlockingQueue<>();
  final BlockingQueue<ReceivedPdu> deleted = new LinkedBlockingQueue<>();
  private final Deque<Submit> queued = new ArrayDeque<>();
  private final List<Duration> sent = new ArrayList<>();
  private final Set<Long> unknown = new HashSet<>();
  private Submit submitting;
  private long session;
  private int failures;

  synchronized void add(long segmentId, String tpdu) {
    queued.add(new Submit(segmentId, 1, tpdu, (int) segmentId & 0xFF, false, Duration.ofHours(1)));
  }

  synchronized void add(Submit submit) {
    queued.add(submit);
  }

  /** The next so many calls fail. */
  synchronized void failNext(int calls) {
    failures = calls;
  }

  synchronized boolean idle() {
    return queued.isEmpty() && submitting == null;
  }

  synchronized long session() {
    return session;
  }

  Ended nextEnded() throws InterruptedException {
    Ended next = ended.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("an outcome").isNotNull();
    return next;
  }

  ReceivedPdu nextReceived() throws InterruptedException {
    ReceivedPdu next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("a received PDU").isNotNull();
    return next;
  }

  private void fail() throws StoreException {
    if (failures > 0) {
      failures--;
      throw new StoreException(Code.UNAVAILABLE, "the database is away");
    }
  }

  /** The SIM has sent something so long ago. */
  synchronized void sentBefore(Duration ago) {
    sent.add(ago);
  }

  @Override
  public synchronized List<Duration> sentOver(long of, Duration within) {
    return sent.stream().filter(ago -> ago.compareTo(within) < 0).toList();
  }

  @Override
  public synchronized long openSession(String modem, String sim) throws StoreException {
    fail();
    if (submitting != null) {
      ended.add(new Ended(submitting.segmentId(), new Unknown("a new session was opened")));
      submitting = null;
    }
    steps.add("open " + modem + " " + sim);
    return ++session;
  }

  @Override
  public synchronized Optional<Submit> nextSubmit(long ofSession) throws StoreException {
    fail();
    fence(ofSession);
    if (submitting == null) {
      submitting = queued.poll();
      return Optional.ofNullable(submitting);
    }
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Submit> advance(
      long ofSession, long segmentId, SubmitOutcome outcome, boolean claimNext)
      throws StoreException {
    fail();
    if (ofSession == session) {
      boolean inHand = submitting != null && submitting.segmentId() == segmentId;
      if (!inHand && !unknown.contains(segmentId)) {
        throw new StoreException(Code.ILLEGAL_TRANSITION, "the segment is not SUBMITTING");
      }
      submitting = inHand ? null : submitting;
    }
    if (outcome instanceof Unknown) {
      unknown.add(segmentId);
    } else {
      unknown.remove(segmentId);
    }
    ended.add(new Ended(segmentId, outcome));
    fence(ofSession);
    return claimNext ? nextSubmit(ofSession) : Optional.empty();
  }

  private void fence(long ofSession) throws StoreException {
    if (ofSession != session) {
      throw new StoreException(Code.STALE_SESSION, "a newer session exists");
    }
  }

  @Override
  public synchronized void receive(long ofSession, List<ReceivedPdu> pdus) throws StoreException {
    fail();
    pdus.forEach(p -> steps.add("receive " + p.hex()));
    received.addAll(pdus);
  }

  @Override
  public synchronized void deletedFromModem(long ofSession, List<ReceivedPdu> pdus)
      throws StoreException {
    deleted.addAll(pdus);
  }

  @Override
  public Intake begin(String sourceKey) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Long> accept(Submission submission) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void refuse(Submission submission, String reason) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void discard(String sourceKey, String reason) {
    throw new UnsupportedOperationException();
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
  public Optional<OutgoingMail> nextMail() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void mailDone(long mailId, MailOutcome outcome) {
    throw new UnsupportedOperationException();
  }
}
