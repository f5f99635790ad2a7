package smsgateway.emulator;

import java.util.Map;
import java.util.function.Function;

/** Commands about the modem itself and its SIM card. */
final class GeneralCommands {
  private final Modem modem;
  private final Session session;

  GeneralCommands(Modem modem, Session session) {
    this.modem = modem;
    this.session = session;
  }

  void register(Map<String, Function<AtCommand, Answer>> commands) {
    commands.put("", c -> Answer.ok());
    commands.put("E", c -> set(() -> session.echo = !c.argument().equals("0")));
    commands.put("V", c -> set(() -> session.verbose = !c.argument().equals("0")));
    commands.put("Q", c -> set(() -> session.quiet = c.argument().equals("1")));
    commands.put("Z", c -> set(session::reset));
    commands.put("&F", c -> set(session::reset));
    DeviceProfile device = modem.settings().device();
    commands.put("I", c -> Answer.ok(device.textLines("information", "")));
    identity(commands, "MI", device.text("maker", ""));
    identity(commands, "MM", device.text("model", ""));
    identity(commands, "MR", device.text("revision", ""));
    identity(commands, "SN", modem.imei());
    commands.put("+CIMI", c -> told(c, modem.imsi()));
    commands.put("+CCID", c -> told(c, "+CCID: " + modem.iccid()));
    commands.put("+CNUM", c -> told(c, "+CNUM: \"\",\"" + modem.number() + "\",145"));
    commands.put("+CMEE", this::errors);
    commands.put("+CSCS", this::characterSet);
    commands.put("+CPIN", this::pin);
    commands.put("+CPINR", this::pinTries);
    commands.put("+CLCK", this::lock);
  }

  private static void identity(
      Map<String, Function<AtCommand, Answer>> commands, String suffix, String value) {
    commands.put("+G" + suffix, c -> told(c, value));
    commands.put("+CG" + suffix, c -> told(c, value));
  }

  private static Answer told(AtCommand command, String line) {
    return command.form() == AtCommand.Form.TEST ? Answer.ok() : Answer.ok(line);
  }

  private static Answer set(Runnable change) {
    change.run();
    return Answer.ok();
  }

  private Answer errors(AtCommand command) {
    return switch (command.form()) {
      case READ -> Answer.ok("+CMEE: " + session.errors);
      case TEST -> Answer.ok("+CMEE: (0-2)");
      default -> {
        int level = command.number(0, 0);
        if (level < 0 || level > 2) {
          yield Answer.cme(50);
        }
        yield set(() -> session.errors = level);
      }
    };
  }

  private Answer characterSet(AtCommand command) {
    return switch (command.form()) {
      case READ -> Answer.ok("+CSCS: \"" + session.characterSet + "\"");
      case TEST -> Answer.ok("+CSCS: (\"GSM\",\"IRA\")");
      default -> {
        String wanted = command.values().get(0);
        if (!wanted.equals("GSM") && !wanted.equals("IRA")) {
          yield Answer.cme(50);
        }
        yield set(() -> session.characterSet = wanted);
      }
    };
  }

  private Answer pin(AtCommand command) {
    Sim sim = modem.sim();
    return switch (command.form()) {
      case TEST -> Answer.ok();
      case READ ->
          sim.state().code().isEmpty()
              ? Answer.cme(sim.cmeError())
              : Answer.ok("+CPIN: " + sim.state().code());
      default -> {
        var values = command.values();
        yield Answer.okOrCme(
            values.size() > 1
                ? sim.enterPuk(values.get(0), values.get(1))
                : sim.enterPin(values.get(0)));
      }
    };
  }

  private Answer pinTries(AtCommand command) {
    if (command.form() == AtCommand.Form.TEST) {
      return Answer.ok("+CPINR: (\"SIM PIN\",\"SIM PUK\")");
    }
    Sim sim = modem.sim();
    return Answer.ok(
        "+CPINR: SIM PIN," + sim.pinTries() + ",3", "+CPINR: SIM PUK," + sim.pukTries() + ",10");
  }

  private Answer lock(AtCommand command) {
    boolean asks = command.values().get(0).equals("SC") && command.number(1, -1) == 2;
    return asks ? Answer.ok("+CLCK: " + (modem.settings().pin().isEmpty() ? 0 : 1)) : Answer.cme(3);
  }
}
