package smsgateway.mail.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import smsgateway.api.Submission;

/**
 * Counts the mails of proven senders, in memory: a restart begins anew. Safe for any number of
 * threads.
 */
final class SenderLimits {
  /** What becomes of a mail. */
  enum Verdict {
    /** It is taken. */
    PASS,
    /** It is refused, and its sender is told. */
    TELL,
    /** It is dropped: its sender was told within the hour, or a program wrote it. */
    DROP
  }

  private static final long HOUR = Duration.ofHours(1).toNanos();
  private static final long LOOP = Duration.ofMinutes(10).toNanos();

  /** Nobody writes the same answer to the same phone more often in ten minutes; a program does. */
  private static final int EQUAL_ANSWERS = 3;

  private final int mailsPerHour;
  private final LongSupplier nanos;
  private final Map<String, Window> senders = new Recent<>();
  private final Map<Integer, Window> answers = new Recent<>();

  /**
   * @param mailsPerHour most mails of one sender; 0 for any number
   * @param nanos a clock that only goes on
   */
  SenderLimits(int mailsPerHour, LongSupplier nanos) {
    this.mailsPerHour = mailsPerHour;
    this.nanos = nanos;
  }

  /** Counts a mail and says what becomes of it. */
  synchronized Verdict count(Submission mail) {
    if (mailsPerHour > 0) {
      int mails = next(senders, mail.sender(), HOUR);
      if (mails > mailsPerHour) {
        return mails == mailsPerHour + 1 ? Verdict.TELL : Verdict.DROP;
      }
    }
    // What marks no absence note is known by its repetition: it answers each answer to itself.
    boolean loops =
        !mail.references().isEmpty() && next(answers, answer(mail), LOOP) > EQUAL_ANSWERS;
    return loops ? Verdict.DROP : Verdict.PASS;
  }

  private static int answer(Submission mail) {
    return Objects.hash(mail.sender(), mail.recipients(), mail.text());
  }

  private <K> int next(Map<K, Window> counts, K key, long length) {
    long now = nanos.getAsLong();
    Window window = counts.get(key);
    if (window == null || now - window.start >= length) {
      window = new Window(now);
      counts.put(key, window);
    }
    return ++window.count;
  }

  /** Remembers the latest ones, so that nobody can fill the memory. */
  private static final class Recent<K> extends LinkedHashMap<K, Window> {
    private static final long serialVersionUID = 1;
    private static final int MOST = 10_000;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, Window> eldest) {
      return size() > MOST;
    }
  }

  private static final class Window {
    private final long start;
    private int count;

    Window(long start) {
      this.start = start;
    }
  }
}
