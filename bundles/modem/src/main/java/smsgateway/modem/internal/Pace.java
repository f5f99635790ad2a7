package smsgateway.modem.internal;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How fast a SIM sends: evenly spaced within a minute, and no more than so many in any sixty
 * minutes and in any 24 hours. The windows are read from the store when a session opens, so neither
 * a restart nor a SIM in another modem begins them anew. Worker thread only.
 */
final class Pace {
  private static final double MINUTE = 60;
  private static final double HOUR = 3_600;
  private static final double DAY = 86_400;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  /** The newest submits, as many as the window may hold: the oldest of them tells the end. */
  private static final class Window {
    private final String name;
    private final long length;
    private final long[] times;
    private int next;
    private boolean full;

    Window(String name, int most, long length) {
      this.name = name;
      this.length = length;
      this.times = new long[most];
    }

    void add(long time) {
      if (times.length > 0) {
        times[next] = time;
        next = (next + 1) % times.length;
        full |= next == 0;
      }
    }

    void clear() {
      next = 0;
      full = false;
    }

    /** When another one may be sent. */
    long dueAt(long now) {
      return full ? times[next] + length : now;
    }

    boolean limited() {
      return times.length > 0;
    }

    String sentence(long wait) {
      LocalDateTime until = LocalDateTime.now(ZoneId.systemDefault()).plus(Duration.ofNanos(wait));
      return "sends nothing until "
          + TIME.format(until.plusSeconds(59).truncatedTo(ChronoUnit.MINUTES))
          + ", because "
          + times.length
          + " SMS "
          + name
          + " are the limit";
    }
  }

  private final Timing timing;
  private final int perMinute;
  private final Window hour;
  private final Window day;
  private long spacedAt = System.nanoTime();

  Pace(ModemSettings settings, Timing timing) {
    this.timing = timing;
    this.perMinute = settings.perMinute();
    this.hour = new Window("an hour", settings.perHour(), timing.nanos(HOUR));
    this.day = new Window("a day", settings.perDay(), timing.nanos(DAY));
  }

  /** How far back the submits of the SIM count; zero when they do not. */
  Duration lookBack() {
    return Duration.ofSeconds((long) (day.limited() ? DAY : hour.limited() ? HOUR : 0));
  }

  /** Begins anew with what the SIM has sent, wherever it was; how long ago, in any order. */
  void recall(List<Duration> ago) {
    long now = System.nanoTime();
    windows().forEach(Window::clear);
    ago.stream()
        .sorted((a, b) -> b.compareTo(a))
        .map(age -> now - timing.nanos(age.toMillis() / 1000.0))
        .forEach(time -> windows().filter(w -> now - time < w.length).forEach(w -> w.add(time)));
  }

  /** A submit begins. */
  void begins() {
    spacedAt = perMinute > 0 ? timing.after(MINUTE / perMinute) : System.nanoTime();
  }

  /** A submit was accepted, or may have been. */
  void sent() {
    long now = System.nanoTime();
    windows().forEach(w -> w.add(now));
  }

  /** When the next submit may begin. */
  long dueAt() {
    long now = System.nanoTime();
    return windows().map(w -> w.dueAt(now)).reduce(spacedAt, (a, b) -> a - b > 0 ? a : b);
  }

  /** Says until when the SIM sends nothing, if it is at a limit of an hour or a day. */
  Optional<String> limit() {
    long now = System.nanoTime();
    return windows()
        .filter(w -> w.dueAt(now) - now > 0)
        .max((a, b) -> Long.compare(a.dueAt(now) - now, b.dueAt(now) - now))
        .map(w -> w.sentence(w.dueAt(now) - now));
  }

  private Stream<Window> windows() {
    return Stream.of(hour, day);
  }
}
