package smsgateway.emulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/** The commands a modem knows, and what it refuses without its SIM. Confined to its thread. */
final class CommandSet {
  private static final Set<String> MESSAGES =
      Set.of("+CMGS", "+CMGL", "+CMGR", "+CMGD", "+CPMS", "+CNMI", "+CSCA", "+CNMA");
  private static final Set<String> SUBSCRIBER = Set.of("+CIMI", "+CNUM", "+COPS");
  private static final List<String> WITHOUT_EFFECT =
      List.of("&C", "&D", "&K", "&W", "H", "L", "M", "S", "X", "+CLIP", "+CRC", "+IFC", "+IPR");
  private final Map<String, Function<AtCommand, Answer>> commands = new HashMap<>();
  private final Sim sim;
  private final SubmitDialogue submits;
  private final DeviceProfile device;
  private final Random refusals = new Random(1);

  CommandSet(Modem modem, Session session, Receiver receiver, SubmitDialogue submits) {
    this.sim = modem.sim();
    this.submits = submits;
    this.device = modem.settings().device();
    commands.put("+CGATT", c -> Answer.ok("+CGATT: 0"));
    WITHOUT_EFFECT.forEach(name -> commands.put(name, c -> Answer.ok()));
    new GeneralCommands(modem, session).register(commands);
    new RadioCommands(modem, session).register(commands);
    new UssdCommands(modem).register(commands);
    if (!device.text("noise", "").isEmpty()) {
      commands.put("^CURC", c -> quiet(session, c));
    }
    new MessageCommands(modem, session, receiver).register(commands);
    commands.put("+CMGS", submits::begin);
  }

  SubmitDialogue submits() {
    return submits;
  }

  /** Runs the commands of a line up to the first that fails (V.250 §5.4.3). */
  Answer run(List<AtCommand> all) {
    List<String> lines = new ArrayList<>();
    for (AtCommand command : all) {
      Answer answer = one(command);
      lines.addAll(answer.lines());
      if (answer.kind() != Answer.Kind.OK) {
        return new Answer(lines, answer.kind(), answer.code());
      }
    }
    return Answer.ok(lines);
  }

  private static Answer quiet(Session session, AtCommand command) {
    session.noisy = !command.argument().equals("0");
    return Answer.ok();
  }

  private Answer one(AtCommand command) {
    String text = command.text();
    return device.instead(text).orElseGet(() -> device.as(text, standard(command)));
  }

  private Answer standard(AtCommand command) {
    Function<AtCommand, Answer> handler = commands.get(command.name());
    if (handler == null || device.lacks(command.name())) {
      return device.unknown();
    }
    if (command.name().startsWith("+") && refusals.nextInt(100) < device.number("refuses", 0)) {
      return Answer.error();
    }
    boolean asks = command.form() != AtCommand.Form.TEST;
    if (asks && MESSAGES.contains(command.name()) && sim.cmsError() != 0) {
      return Answer.cms(sim.cmsError());
    }
    if (asks && SUBSCRIBER.contains(command.name()) && sim.cmeError() != 0) {
      return Answer.cme(sim.cmeError());
    }
    return handler.apply(command);
  }
}
