package smsgateway.shell.internal;

import java.io.PrintStream;
import java.util.Optional;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import smsgateway.api.ModemActions;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Line;
import smsgateway.api.ModemActions.Progress;
import smsgateway.api.ModemActions.Result;

/** A command that has an action done on a modem and follows it; Ctrl-C ends the action. */
abstract class ActionCommand extends SmsCommand {
  private static final long POLL_MILLIS = 50;
  private static final long END_MILLIS = 5_000;

  @Reference(optional = true)
  ModemActions actions;

  /** Sees what an action tells while it works. */
  interface Follower {
    /** A command has been sent and its answer is awaited. */
    void now(String command);

    /** A line is complete. */
    void line(Line line);
  }

  /** Follows without a word. */
  static final Follower SILENT =
      new Follower() {
        @Override
        public void now(String command) {}

        @Override
        public void line(Line line) {}
      };

  /**
   * Does an action to its end.
   *
   * @throws IllegalArgumentException with the reason when it fails or is interrupted
   */
  Result follow(ModemActions.Action action, Follower follower) {
    Result result = end(action, follower);
    if (result instanceof Failed failed) {
      throw new IllegalArgumentException(Visible.of(failed.reason()));
    }
    return result;
  }

  /**
   * As {@link #follow}, but a failure is a result.
   *
   * @throws IllegalArgumentException when it cannot begin or is interrupted
   */
  Result end(ModemActions.Action action, Follower follower) {
    ModemActions service = need(actions, "modem");
    long id;
    try {
      id = service.start(action);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    try {
      return await(service, id, follower);
    } catch (InterruptedException e) {
      service.cancel(id);
      String said =
          awaitEnd(service, id)
              ? "Ended; the port is free again."
              : "Ended; the port will be free in a moment.";
      // The shell shows no exception of a command that Ctrl-C has ended.
      System.out.println(System.lineSeparator() + said);
      throw new IllegalArgumentException(said, e);
    } finally {
      service.cancel(id);
    }
  }

  private static Result await(ModemActions service, long id, Follower follower)
      throws InterruptedException {
    int seen = 0;
    while (true) {
      Progress progress = service.progress(id, seen);
      seen += progress.lines().size();
      progress.lines().forEach(follower::line);
      Optional<Result> result = progress.result();
      if (result.isPresent()) {
        return result.get();
      }
      follower.now(progress.now());
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean awaitEnd(ModemActions service, long id) {
    long deadline = System.nanoTime() + END_MILLIS * 1_000_000;
    boolean interrupted = false;
    while (service.progress(id, Integer.MAX_VALUE).result().isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** Prints a transcript that a person can follow while it grows. */
  static final class Printer implements Follower {
    private static final String INDENT = "        ";
    private static final int COMMAND = 24;
    private static final long NOTABLE_MILLIS = 200;

    private final PrintStream out;
    private String begun = "";

    Printer(PrintStream out) {
      this.out = out;
    }

    @Override
    public void now(String command) {
      if (!command.isEmpty() && begun.isEmpty()) {
        begin(command);
        out.flush();
      }
    }

    private void begin(String command) {
      begun = command;
      String shown = Visible.of(command);
      out.print(INDENT + shown + " ".repeat(Math.max(2, COMMAND - shown.length())));
    }

    @Override
    public void line(Line line) {
      switch (line.mark()) {
        case STEP -> out.println(System.lineSeparator() + Visible.of(line.text()));
        case EXCHANGE -> exchange(line);
        default ->
            out.println("  " + (line.mark() + "    ").substring(0, 6) + Visible.of(line.text()));
      }
    }

    private void exchange(Line line) {
      if (begun.isEmpty()) {
        begin(line.command());
      }
      begun = "";
      String took =
          line.millis() < NOTABLE_MILLIS ? "" : String.format("  (%.1f s)", line.millis() / 1e3);
      out.println(Visible.of(line.text()) + took);
    }
  }
}
