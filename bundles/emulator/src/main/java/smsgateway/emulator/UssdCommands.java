package smsgateway.emulator;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code AT+CUSD} (3GPP TS 27.007 §7.15) with a network that knows two codes: {@code *100#} tells a
 * balance, {@code *111#} opens a menu. Confined to the modem's thread.
 */
final class UssdCommands {
  private static final Duration DELAY = Duration.ofMillis(50);
  private final Modem modem;
  private boolean menu;

  UssdCommands(Modem modem) {
    this.modem = modem;
  }

  void register(Map<String, Function<AtCommand, Answer>> commands) {
    commands.put("+CUSD", this::ussd);
  }

  private Answer ussd(AtCommand command) {
    return switch (command.form()) {
      case READ -> Answer.ok("+CUSD: 1");
      case TEST -> Answer.ok("+CUSD: (0-2)");
      default -> {
        if (command.values().size() < 2) {
          menu = false;
          yield Answer.ok();
        }
        if (!modem.registered()) {
          yield Answer.cme(30);
        }
        String reply = reply(command.values().get(1));
        modem.later(DELAY, () -> modem.urc("+CUSD: " + reply));
        yield Answer.ok();
      }
    };
  }

  private String reply(String code) {
    boolean chosen = menu && code.equals("1");
    menu = code.equals("*111#");
    if (menu) {
      return "1,\"1 Balance\r\n2 Top up\",15";
    }
    return chosen || code.equals("*100#") ? "0,\"Your balance is 5.00 EUR.\",15" : "4";
  }
}
