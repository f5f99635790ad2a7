package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smsgateway.api.ModemActions;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Line;
import smsgateway.api.ModemActions.Mark;
import smsgateway.api.ModemActions.Progress;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.ModemActions.Verdict;

class ModemTestCommandTest {
  @TempDir private Path folder;
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Scripted actions = new Scripted();

  /** Tells one line per question, and its result when there is none left. */
  static final class Scripted implements ModemActions {
    final List<Line> lines = new ArrayList<>();
    Optional<Result> result = Optional.empty();
    Action ordered;
    String now = "";
    boolean interrupt;
    boolean cancelled;

    @Override
    public long start(Action action) {
      ordered = action;
      cancelled = false;
      return 7;
    }

    @Override
    public Progress progress(long id, int from) {
      if (interrupt) {
        Thread.currentThread().interrupt();
        interrupt = false;
      }
      if (from < lines.size()) {
        return new Progress(lines.subList(from, from + 1), now, Optional.empty());
      }
      return new Progress(
          List.of(), now, cancelled ? Optional.of(new Failed("it was ended")) : result);
    }

    @Override
    public void cancel(long id) {
      cancelled = true;
    }
  }

  @AfterEach
  void restore() {
    System.setOut(console);
    System.clearProperty("karaf.etc");
  }

  private ModemTestCommand command(String... following) {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setProperty("karaf.etc", folder.toString());
    ModemTestCommand command = new ModemTestCommand();
    command.actions = actions;
    command.port = "COM5";
    command.following = List.of(following);
    return command;
  }

  private static Tested tested(Verdict verdict, List<String> configuration) {
    return new Tested(
        verdict, "why", 9600, "Maker", "M", "generic", "", "ready", configuration, List.of("# r"));
  }

  @Test
  void theTranscriptIsAlignedAndShowsWhatTookLong() {
    actions.lines.add(new Line(Mark.STEP, "", "SIM", 0));
    actions.lines.add(new Line(Mark.EXCHANGE, "AT+CPIN?", "+CPIN: READY  OK", 20));
    actions.lines.add(new Line(Mark.EXCHANGE, "AT", "no answer", 1_000));
    actions.lines.add(new Line(Mark.OK, "", "The SIM is ready.", 0));
    actions.lines.add(new Line(Mark.WARN, "", "Take care \u001b[2J.", 0));
    actions.result = Optional.of(tested(Verdict.SEND_ONLY, List.of()));
    List<String> end = command().answer();
    assertThat(printed.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "",
            "SIM",
            "        AT+CPIN?                +CPIN: READY  OK",
            "        AT                      no answer  (1.0 s)",
            "  OK    The SIM is ready.",
            "  WARN  Take care \\u001B[2J.");
    assertThat(end).containsExactly("", "Verdict: SEND ONLY: why.");
  }

  @Test
  void aCommandIsShownWhileItsAnswerIsAwaited() {
    var printer = new ActionCommand.Printer(new PrintStream(printed, true, StandardCharsets.UTF_8));
    printer.now("AT+CGMI");
    printer.now("AT+CGMI");
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo("        AT+CGMI                 ");
    printer.line(new Line(Mark.EXCHANGE, "AT+CGMI", "Maker  OK", 3));
    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("AT+CGMI                 Maker  OK");
  }

  @Test
  void optionsMayFollowThePort() {
    actions.result = Optional.of(tested(Verdict.NO_MODEM, List.of()));
    command("--baud", "19200", "--pin=1234", "--send-to", "+39 333 1234567").answer();
    TestPort test = (TestPort) actions.ordered;
    assertThat(test.port()).isEqualTo("COM5");
    assertThat(test.baud()).isEqualTo(19_200);
    assertThat(test.pin()).isEqualTo("1234");
    assertThat(test.sendTo().orElseThrow().value()).isEqualTo("+393331234567");
  }

  @Test
  void whatCannotBeMeantIsRefusedBeforeThePortIsTouched() {
    for (String[] words :
        List.of(
            new String[] {"--pin", "12"},
            new String[] {"--baud", "fast"},
            new String[] {"--no-such"},
            new String[] {"--create", "a/b"},
            new String[] {"--send-to", "nobody"},
            new String[] {"--report"})) {
      assertThatThrownBy(command(words)::answer).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(actions.ordered).isNull();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void theFileOfTheModemIsWrittenOnceAndForItsOwner() throws Exception {
    actions.result = Optional.of(tested(Verdict.COMPATIBLE, List.of("port = COM5", "baud = 9600")));
    command("--create", "north", "--pin", "1234").answer();
    Path file = folder.resolve("smsgateway.modem-north.cfg");
    assertThat(file).hasContent("port = COM5\nbaud = 9600\npin = 1234\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(command("--create", "north")::answer).hasMessageContaining("already");
  }

  @Test
  void withoutCreateTheFileIsShownWithoutThePin() {
    actions.result = Optional.of(tested(Verdict.COMPATIBLE, List.of("port = COM5")));
    assertThat(command("--pin", "1234").answer())
        .contains("  port = COM5", "  pin = ****")
        .noneMatch(l -> l.contains("1234"));
  }

  @Test
  void theReportDoesNotReplaceAFile() throws Exception {
    actions.result = Optional.of(tested(Verdict.COMPATIBLE, List.of()));
    Path report = folder.resolve("report.txt");
    command("--report", report.toString()).answer();
    assertThat(report).hasContent("# r\n");
    actions.ordered = null;
    assertThatThrownBy(command("--report", report.toString())::answer)
        .hasMessageContaining("already");
    assertThat(actions.ordered).isNull();
  }

  @Test
  void aFailureIsItsSentence() {
    actions.result = Optional.of(new Failed("Modem north holds COM5."));
    assertThatThrownBy(command()::answer).hasMessage("Modem north holds COM5.");
  }

  @Test
  void ctrlCEndsTheTestAndSaysThatThePortIsFree() {
    actions.interrupt = true;
    assertThatThrownBy(command()::answer).hasMessage("Ended; the port is free again.");
    assertThat(actions.cancelled).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }
}
