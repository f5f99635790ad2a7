package smsgateway.modem.internal.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import smsgateway.api.ModemActions.Line;
import smsgateway.api.ModemActions.Mark;
import smsgateway.modem.internal.Answer;
import smsgateway.modem.internal.TestLine;

/** What an action tells while it works; written by its thread, read by any. */
final class Transcript implements TestLine.Watcher {
  private static final int LONGEST = 300;

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Answer> answers = new HashMap<>();
  private final Runnable beforeCommand;
  private String now = "";
  private long askedAt;

  /**
   * @param beforeCommand called before each command
   */
  Transcript(Runnable beforeCommand) {
    this.beforeCommand = beforeCommand;
  }

  /** Begins a step. */
  void step(String title) {
    add(new Line(Mark.STEP, "", title, 0));
  }

  /** Judges the step: as it should be. */
  void ok(String sentence) {
    add(new Line(Mark.OK, "", sentence, 0));
  }

  /** Judges the step: works, but a person should know. */
  void warn(String sentence) {
    add(new Line(Mark.WARN, "", sentence, 0));
  }

  /** Judges the step: does not work. */
  void fail(String sentence) {
    add(new Line(Mark.FAIL, "", sentence, 0));
  }

  private synchronized void add(Line line) {
    lines.add(line);
  }

  @Override
  public void asked(String command) {
    beforeCommand.run();
    ask(command);
  }

  private synchronized void ask(String command) {
    now = command;
    askedAt = System.nanoTime();
  }

  @Override
  public synchronized void answered(Answer answer) {
    answers.put(now, answer);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAt);
    lines.add(new Line(Mark.EXCHANGE, now, text(answer), millis));
    now = "";
  }

  private static String text(Answer answer) {
    List<String> parts = new ArrayList<>(answer.lines());
    parts.add(answer.result().text());
    String text = String.join("  ", parts);
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }

  /** The answer that a command got the last time; empty when it was not sent. */
  synchronized Optional<Answer> answer(String command) {
    return Optional.ofNullable(answers.get(command));
  }

  /** The newest command that begins so and was answered by OK. */
  synchronized Optional<String> accepted(String beginning) {
    return lines.stream()
        .filter(l -> l.mark() == Mark.EXCHANGE && l.command().startsWith(beginning))
        .map(Line::command)
        .filter(c -> answers.get(c).ok())
        .reduce((a, b) -> b);
  }

  /** The lines from an index on. */
  synchronized List<Line> lines(int from) {
    return List.copyOf(lines.subList(Math.max(0, Math.min(from, lines.size())), lines.size()));
  }

  /** The command whose answer is awaited. */
  synchronized String now() {
    return now;
  }
}
