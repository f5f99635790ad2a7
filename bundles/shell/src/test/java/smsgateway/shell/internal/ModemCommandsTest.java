package smsgateway.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import smsgateway.api.Journal;
import smsgateway.api.Modem;
import smsgateway.api.ModemActions;
import smsgateway.api.ModemActions.Failed;
import smsgateway.api.ModemActions.Port;
import smsgateway.api.ModemActions.PortList;
import smsgateway.api.ModemActions.Progress;
import smsgateway.api.ModemActions.Result;
import smsgateway.api.ModemActions.StartTrace;
import smsgateway.api.ModemActions.StopTrace;
import smsgateway.api.ModemActions.TestPort;
import smsgateway.api.ModemActions.Tested;
import smsgateway.api.ModemActions.TraceState;
import smsgateway.api.ModemActions.Ussd;
import smsgateway.api.ModemActions.UssdAnswer;
import smsgateway.api.ModemActions.Verdict;

class ModemCommandsTest {
  private final PrintStream console = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Ended actions = new Ended();
  private final List<String> asked = new ArrayList<>();

  /** Every action has ended already, with the next of the given results. */
  static final class Ended implements ModemActions {
    final Deque<Result> results = new ArrayDeque<>();
    final List<Action> ordered = new ArrayList<>();

    @Override
    public long start(Action action) {
      ordered.add(action);
      return ordered.size();
    }

    @Override
    public Progress progress(long id, int from) {
      return new Progress(List.of(), "", Optional.of(results.remove()));
    }

    @Override
    public void cancel(long id) {}
  }

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(console);
  }

  private static Port port(String path, boolean modem, String holder) {
    return new Port(path, "Serial", modem ? "12d1:1001" : "", holder, modem);
  }

  private static Tested tested(Verdict verdict) {
    return new Tested(
        verdict, "why so", 9600, "Huawei", "E1550", "huawei", "", "ready", List.of(), List.of());
  }

  private ModemDetectCommand detect(String... words) {
    ModemDetectCommand command = new ModemDetectCommand();
    command.actions = actions;
    command.words = List.of(words);
    return command;
  }

  /** A person at a terminal who always answers the same. */
  private Session terminal(String answer) {
    return (Session)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("readLine")) {
                asked.add((String) arguments[0]);
                return answer;
              }
              return method.getReturnType() == Terminal.class
                  ? Proxy.newProxyInstance(
                      getClass().getClassLoader(),
                      new Class<?>[] {Terminal.class},
                      (p, m, a) -> null)
                  : null;
            });
  }

  @Test
  void onlyPortsOfModemMakersAreTestedUnasked() {
    actions.results.add(
        new PortList(
            List.of(port("COM7", true, ""), port("COM5", true, "north"), port("COM1", false, ""))));
    actions.results.add(tested(Verdict.COMPATIBLE));
    assertThat(detect().answer())
        .containsSequence(
            "PORT  DESCRIPTION  USB        BAUD  MAKER   MODEL  DRIVER  SIM    VERDICT",
            "COM7  Serial       12d1:1001  9600  Huawei  E1550  huawei  ready  COMPATIBLE",
            "COM5  Serial       12d1:1001                                      used by modem north",
            "COM1  Serial                                                      not tested; --all tests"
                + " it");
    assertThat(actions.ordered.stream().filter(TestPort.class::isInstance)).hasSize(1);
  }

  @Test
  void whoSitsAtATerminalIsAskedBeforeAnUnknownDeviceGetsCommands() {
    for (String answer : List.of("n", "y")) {
      actions.results.add(new PortList(List.of(port("COM1", false, ""))));
      actions.results.add(tested(Verdict.NO_MODEM));
      ModemDetectCommand command = detect();
      command.session = terminal(answer);
      command.answer();
      actions.results.clear();
    }
    assertThat(asked).hasSize(2).allMatch(q -> q.startsWith("COM1 may be no modem."));
    assertThat(actions.ordered.stream().filter(TestPort.class::isInstance)).hasSize(1);
  }

  @Test
  void withAllEveryFreePortIsTestedWithoutPinAndWithoutSms() {
    actions.results.add(new PortList(List.of(port("COM1", false, ""))));
    actions.results.add(tested(Verdict.SEND_ONLY));
    assertThat(detect("--all").answer()).anyMatch(l -> l.endsWith("SEND ONLY: why so"));
    assertThat(actions.ordered)
        .last()
        .isEqualTo(new TestPort("COM1", 0, "", Optional.empty(), false));
  }

  @Test
  void withoutAnyPortItIsSaidWhatToDo() {
    actions.results.add(new PortList(List.of()));
    assertThat(detect().answer()).hasSize(1).allMatch(l -> l.startsWith("No serial port"));
  }

  private ModemUssdCommand ussd(String code, Result result) {
    actions.results.add(result);
    ModemUssdCommand command = new ModemUssdCommand();
    command.actions = actions;
    command.name = "north";
    command.code = code;
    return command;
  }

  @Test
  void anAnswerIsShownLineByLineAndAMenuSaysHowToAnswer() {
    assertThat(ussd("*100#", new UssdAnswer("5 EUR\nBye \u001b[2J", false)).answer())
        .containsExactly("5 EUR", "Bye \\u001B[2J");
    assertThat(ussd("*111#", new UssdAnswer("1 A", true)).answer())
        .contains("1 A")
        .last()
        .asString()
        .contains("sms:modem-ussd north CHOICE");
    assertThat(ussd("", new UssdAnswer("", false)).answer()).containsExactly("The menu is closed.");
    assertThatThrownBy(ussd("*1#", new Failed("No."))::answer).hasMessage("No.");
    assertThat(actions.ordered).first().isEqualTo(new Ussd("north", "*100#"));
  }

  private ModemTraceCommand trace(Result result, String... words) {
    actions.results.add(result);
    ModemTraceCommand command = new ModemTraceCommand();
    command.actions = actions;
    command.name = "north";
    command.words = List.of(words);
    return command;
  }

  @Test
  void aTraceGoesToTheGivenFileOrToOneOfItsOwn() {
    TraceState running = new TraceState("t.txt", 0, true);
    assertThat(trace(running, "t.txt", "--seconds", "60").answer())
        .containsExactly("Recording to t.txt for 60 s; sms:modem-trace north --stop ends it.");
    trace(running).answer();
    trace(running, "--seconds=5").answer();
    trace(new TraceState("t.txt", 7, false), "--stop").answer();
    assertThat(actions.ordered.get(0))
        .isEqualTo(new StartTrace("north", Path.of("t.txt").toAbsolutePath().toString(), 60));
    assertThat(((StartTrace) actions.ordered.get(1)).file()).containsPattern("trace.north-[0-9]");
    assertThat(((StartTrace) actions.ordered.get(1)).seconds()).isEqualTo(300);
    assertThat(((StartTrace) actions.ordered.get(2)).seconds()).isEqualTo(5);
    assertThat(actions.ordered.get(3)).isEqualTo(new StopTrace("north"));
  }

  @Test
  void aModemIsOneLineWithReasonAndLastErrorApart() {
    Modem modem = modem();
    ModemListCommand command = new ModemListCommand();
    command.modems = List.of(modem);
    command.journal = answering(Map.of("segment.QUEUED", 3L));
    assertThat(command.answer())
        .containsExactly(
            "NAME   STATE     DBM  OPERATOR  SIM     DRIVER   PORT  QUEUE  SENT  RECEIVED  REASON"
                + "      LAST ERROR",
            "north  DEGRADED  -91  Net       262***  generic  COM5      3     1         2  no network"
                + "  CMS 38");
    command.journal = null;
    command.json = true;
    assertThat(command.answer().get(0))
        .contains("\"queue\":null", "\"reason\":\"no network\"", "\"last_error\":\"CMS 38\"");
  }

  @Test
  void theNamesOfModemsAreOffered() {
    ModemNameCompleter names = new ModemNameCompleter();
    assertThat(names.offers()).isEmpty();
    names.modems = List.of(modem());
    assertThat(names.offers()).containsExactly("north");
  }

  @Test
  void onlyFreePortsAreOffered() {
    PortCompleter ports = new PortCompleter();
    assertThat(ports.offers()).isEmpty();
    ports.actions = actions;
    actions.results.add(new PortList(List.of(port("COM7", true, "north"), port("COM5", true, ""))));
    assertThat(ports.offers()).containsExactly("COM5");
  }

  private static Modem modem() {
    return new Modem() {
      @Override
      public String name() {
        return "north";
      }

      @Override
      public Status status() {
        return new Status(
            State.DEGRADED,
            "no network",
            "COM5",
            "generic",
            OptionalInt.of(-91),
            "Net",
            "262***",
            1,
            2,
            "CMS 38");
      }
    };
  }

  private static Journal answering(Object answer) {
    return (Journal)
        Proxy.newProxyInstance(
            ModemCommandsTest.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, arguments) -> answer);
  }
}
