package smsgateway.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import smsgateway.emulator.internal.tpdu.SubmitTpdu;
import smsgateway.emulator.internal.tpdu.UserData;

/** An emulated mobile phone: a number and its inbox. Safe for any number of threads. */
public final class Phone {
  private static final int MAX_MESSAGES = 100_000;
  private static final int MAX_JOINS = 1_000;
  private final String number;
  private final Deque<Sms> inbox = new ArrayDeque<>();
  private final Map<String, Join> joins = new LinkedHashMap<>();

  /** Parts of a concatenated message; kept for a while when complete, so that a repeat is known. */
  private static final class Join {
    private final String[] parts;
    private int missing;

    Join(int total) {
      parts = new String[total];
      missing = total;
    }
  }

  Phone(String number) {
    this.number = number;
  }

  /** Its number, as it was first named. */
  public String number() {
    return number;
  }

  /** The last 100,000 messages, oldest first; concatenated ones appear when they are complete. */
  public synchronized List<Sms> inbox() {
    return List.copyOf(inbox);
  }

  /** Concatenated messages of which parts are missing. */
  public synchronized int incomplete() {
    return (int) joins.values().stream().filter(j -> j.missing > 0).count();
  }

  /**
   * Waits until the inbox holds this many messages.
   *
   * @return the inbox, whether it was reached or not
   */
  public synchronized List<Sms> await(int messages, Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (inbox.size() < messages && deadline - System.nanoTime() > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
    }
    return inbox();
  }

  /** Takes a segment; returns the message that it completes, if it does. */
  synchronized Optional<Sms> deliver(String from, SubmitTpdu tpdu, Instant time) {
    Optional<UserData.Part> part = tpdu.userData().part();
    if (part.isPresent() && part.get().total() > 1) {
      return join(from, tpdu, part.get(), time);
    }
    return Optional.of(add(new Sms(from, number, tpdu.text(), 1, tpdu.dcs(), time)));
  }

  private Optional<Sms> join(String from, SubmitTpdu tpdu, UserData.Part part, Instant time) {
    String key = from + " " + part.reference() + " " + part.total();
    Join join = joins.computeIfAbsent(key, k -> new Join(part.total()));
    String text = tpdu.text();
    int place = part.sequence() - 1;
    if (text.equals(join.parts[place])) {
      return Optional.empty();
    }
    if (join.missing == 0) {
      // The reference came round again: a new message.
      joins.remove(key);
      join = new Join(part.total());
      joins.put(key, join);
    }
    join.missing -= join.parts[place] == null ? 1 : 0;
    join.parts[place] = text;
    forgetOldJoins();
    if (join.missing > 0) {
      return Optional.empty();
    }
    return Optional.of(
        add(new Sms(from, number, String.join("", join.parts), part.total(), tpdu.dcs(), time)));
  }

  private void forgetOldJoins() {
    if (joins.size() > MAX_JOINS) {
      List<String> keys = new ArrayList<>(joins.keySet());
      joins.remove(keys.get(0));
    }
  }

  private Sms add(Sms sms) {
    if (inbox.size() == MAX_MESSAGES) {
      inbox.removeFirst();
    }
    inbox.add(sms);
    notifyAll();
    return sms;
  }
}
