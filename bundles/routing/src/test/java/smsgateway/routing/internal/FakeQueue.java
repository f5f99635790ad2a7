package smsgateway.routing.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** The decision side of the queue: hands out what was added, keeps what was decided. */
final class FakeQueue implements MessageQueue {
  private final List<Pending> waiting = new ArrayList<>();

  /** Batches in the order they were stored; a test may wait for one. */
  final BlockingQueue<List<? extends Decision>> stored = new LinkedBlockingQueue<>();

  /** The waits of the last look. */
  final BlockingQueue<Waits> looks = new LinkedBlockingQueue<>();

  /** Id of a decision that the store refuses; 0 is none. */
  long refuses;

  /** Id of a decision on which the store fails in a way that nobody foresaw; 0 is none. */
  long breaksAt;

  /** Whether the store does not answer. */
  boolean away;

  synchronized void add(Pending pending) {
    waiting.add(pending);
  }

  @Override
  public synchronized List<Pending> nextDecisions(int max, Waits waits) {
    looks.add(waits);
    return List.copyOf(waiting.subList(0, Math.min(max, waiting.size())));
  }

  @Override
  public synchronized void decided(List<? extends Decision> decisions) throws StoreException {
    if (away) {
      throw new StoreException(StoreException.Code.UNAVAILABLE, "away");
    }
    for (Decision decision : decisions) {
      if (decision.id() == refuses) {
        throw new StoreException(StoreException.Code.ILLEGAL_TRANSITION, "cancelled meanwhile");
      }
      if (decision.id() == breaksAt) {
        throw new IllegalArgumentException("value too long");
      }
    }
    waiting.removeIf(p -> decisions.stream().anyMatch(d -> d.id() == p.id()));
    stored.add(decisions);
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

  @Override
  public Optional<OutgoingMail> nextMail() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void mailDone(long mailId, MailOutcome outcome) {
    throw new UnsupportedOperationException();
  }
}
