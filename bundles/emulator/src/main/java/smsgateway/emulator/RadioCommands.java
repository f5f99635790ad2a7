package smsgateway.emulator;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Commands about network and radio (3GPP TS 27.007 §7 and §8). */
final class RadioCommands {
  private static final Duration RESTART = Duration.ofMillis(300);
  private final Modem modem;
  private final Session session;

  RadioCommands(Modem modem, Session session) {
    this.modem = modem;
    this.session = session;
  }

  void register(Map<String, Function<AtCommand, Answer>> commands) {
    commands.put("+CFUN", this::functionality);
    commands.put("+CREG", c -> registration(c, session.creg, v -> session.creg = v));
    commands.put("+CGREG", c -> registration(c, session.cgreg, v -> session.cgreg = v));
    commands.put("+CEREG", c -> registration(c, session.cereg, v -> session.cereg = v));
    commands.put("+COPS", this::operator);
    commands.put(
        "+CSQ",
        c ->
            c.form() == AtCommand.Form.TEST
                ? Answer.ok("+CSQ: (0-31,99),(0-7,99)")
                : Answer.ok("+CSQ: " + (modem.registered() ? "20,0" : "99,99")));
  }

  private Answer functionality(AtCommand command) {
    return switch (command.form()) {
      case READ -> Answer.ok("+CFUN: " + session.functionality);
      case TEST -> Answer.ok("+CFUN: (0,1,4),(0,1)");
      default -> functionality(command.number(0, 1), command.number(1, 0));
    };
  }

  private Answer functionality(int level, int reset) {
    boolean known = level == 0 || level == 1 || level == 4;
    if (!known || reset < 0 || reset > 1) {
      return Answer.cme(50);
    }
    if (reset == 1) {
      // The answer leaves before the modem goes down, as real modems do it.
      modem.later(Duration.ZERO, () -> modem.reboot(RESTART));
    } else {
      session.functionality = level;
    }
    return Answer.ok();
  }

  private Answer registration(AtCommand command, int level, IntConsumer set) {
    return switch (command.form()) {
      case READ -> {
        String place = level == 2 && modem.registered() ? ",\"0001\",\"00000001\"" : "";
        int state = modem.registered() ? 1 : modem.sim().cmeError() != 0 ? 0 : 2;
        yield Answer.ok(command.name() + ": " + level + "," + state + place);
      }
      case TEST -> Answer.ok(command.name() + ": (0-2)");
      default -> {
        int wanted = command.number(0, 0);
        if (wanted < 0 || wanted > 2) {
          yield Answer.cme(50);
        }
        set.accept(wanted);
        yield Answer.ok();
      }
    };
  }

  private Answer operator(AtCommand command) {
    return switch (command.form()) {
      case READ -> {
        String name = session.operatorFormat == 2 ? "00101" : "Emulated";
        yield Answer.ok(
            modem.registered()
                ? "+COPS: 0," + session.operatorFormat + ",\"" + name + "\""
                : "+COPS: 0");
      }
      case TEST -> Answer.ok("+COPS: (2,\"Emulated\",\"Emulated\",\"00101\"),,(0,3),(0-2)");
      default -> {
        if (command.number(0, 0) == 3) {
          session.operatorFormat = Math.max(0, command.number(1, 0));
        }
        yield Answer.ok();
      }
    };
  }
}
