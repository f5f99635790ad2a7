package smsgateway.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Commands about stored messages and how they are announced (3GPP TS 27.005 §3). */
final class MessageCommands {
  private static final int[] INDICATION_LIMITS = {3, 3, 3, 2, 1};
  private static final int ALL = 4;
  private static final int INVALID_INDEX = 321;
  private static final int EMPTY = 255;
  private static final int INVALID_PARAMETER = 304;
  private static final int NOT_SUPPORTED = 303;
  static final int TEXT_MODE = 305;
  private final Modem modem;
  private final Session session;
  private final Receiver receiver;
  private final DeviceProfile device;

  MessageCommands(Modem modem, Session session, Receiver receiver) {
    this.modem = modem;
    this.session = session;
    this.receiver = receiver;
    this.device = modem.settings().device();
  }

  void register(Map<String, Function<AtCommand, Answer>> commands) {
    commands.put("+CSMS", this::service);
    commands.put("+CMGF", this::format);
    commands.put("+CPMS", this::storages);
    commands.put("+CNMI", this::indications);
    commands.put("+CSCA", this::serviceCentre);
    commands.put("+CMMS", this::moreMessages);
    commands.put("+CMGL", this::list);
    commands.put("+CMGR", this::read);
    commands.put("+CMGD", this::delete);
    commands.put("+CNMA", this::acknowledge);
  }

  private Answer service(AtCommand command) {
    return switch (command.form()) {
      case READ -> Answer.ok("+CSMS: " + session.smsService + ",1,1,1");
      case TEST -> Answer.ok("+CSMS: (0,1)");
      default -> {
        int wanted = command.number(0, 0);
        if (wanted < 0 || wanted > 1) {
          yield Answer.cms(NOT_SUPPORTED);
        }
        session.smsService = wanted;
        yield Answer.ok("+CSMS: 1,1,1");
      }
    };
  }

  private Answer format(AtCommand command) {
    return switch (command.form()) {
      case READ -> Answer.ok("+CMGF: " + session.messageFormat);
      case TEST -> Answer.ok("+CMGF: (0)");
      default -> command.number(0, 0) == 0 ? pduMode() : Answer.cms(NOT_SUPPORTED);
    };
  }

  private Answer pduMode() {
    session.messageFormat = 0;
    return Answer.ok();
  }

  private Answer storages(AtCommand command) {
    List<Storage> used = receiver.storages();
    return switch (command.form()) {
      case READ ->
          Answer.ok(
              "+CPMS: "
                  + used.stream()
                      .map(s -> "\"" + s.name() + "\"," + s.used() + "," + s.slots())
                      .collect(Collectors.joining(",")));
      case TEST -> {
        String names = "(\"" + String.join("\",\"", receiver.names()) + "\")";
        yield Answer.ok("+CPMS: " + names + "," + names + "," + names);
      }
      default -> {
        if (!receiver.select(command.values())) {
          yield Answer.cms(302);
        }
        yield Answer.ok(
            "+CPMS: "
                + receiver.storages().stream()
                    .map(s -> s.used() + "," + s.slots())
                    .collect(Collectors.joining(",")));
      }
    };
  }

  private Answer indications(AtCommand command) {
    return switch (command.form()) {
      case READ -> {
        List<String> values = new ArrayList<>();
        for (int value : session.indications) {
          values.add(Integer.toString(value));
        }
        yield Answer.ok("+CNMI: " + String.join(",", values));
      }
      case TEST -> Answer.ok("+CNMI: " + device.text("cnmi", "(0-3),(0-3),(0-3),(0-2),(0,1)"));
      default -> setIndications(command);
    };
  }

  private Answer setIndications(AtCommand command) {
    int[] wanted = new int[INDICATION_LIMITS.length];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = command.number(i, i < command.values().size() ? session.indications[i] : 0);
      if (wanted[i] < 0 || wanted[i] > INDICATION_LIMITS[i]) {
        return Answer.cms(INVALID_PARAMETER);
      }
    }
    System.arraycopy(wanted, 0, session.indications, 0, wanted.length);
    receiver.releaseBuffered();
    return Answer.ok();
  }

  private Answer serviceCentre(AtCommand command) {
    return switch (command.form()) {
      case READ -> {
        String centre = modem.serviceCentre();
        yield Answer.ok("+CSCA: \"" + centre + "\"," + (centre.startsWith("+") ? 145 : 129));
      }
      case TEST -> Answer.ok();
      default -> {
        modem.serviceCentre(command.values().get(0));
        yield Answer.ok();
      }
    };
  }

  private Answer moreMessages(AtCommand command) {
    return switch (command.form()) {
      case READ -> Answer.ok("+CMMS: " + session.moreMessages);
      case TEST -> Answer.ok("+CMMS: (0-2)");
      default -> {
        session.moreMessages = Math.max(0, command.number(0, 0));
        yield Answer.ok();
      }
    };
  }

  private Answer list(AtCommand command) {
    if (command.form() == AtCommand.Form.TEST) {
      return Answer.ok("+CMGL: (0-4)");
    }
    int wanted = command.form() == AtCommand.Form.SET ? command.number(0, 0) : 0;
    if (session.messageFormat != 0) {
      return Answer.cms(TEXT_MODE);
    }
    if (wanted < 0 || wanted > ALL) {
      return Answer.cms(INVALID_PARAMETER);
    }
    Storage storage = receiver.readStorage();
    List<String> lines = new ArrayList<>();
    for (int index : List.copyOf(storage.entries().keySet())) {
      int status = storage.entries().get(index).status();
      if (wanted == ALL || wanted == status) {
        Storage.Entry entry = storage.read(index);
        lines.add("+CMGL: " + index + "," + status + ",," + entry.length() + "\r\n" + entry.hex());
      }
    }
    return Answer.ok(lines);
  }

  private Answer read(AtCommand command) {
    if (command.form() == AtCommand.Form.TEST) {
      return Answer.ok();
    }
    Storage.Entry entry = receiver.readStorage().read(command.number(0, -1));
    return entry == null
        ? emptySlot()
        : Answer.ok("+CMGR: " + entry.status() + ",," + entry.length() + "\r\n" + entry.hex());
  }

  private Answer emptySlot() {
    return switch (device.text("emptySlot", "")) {
      case "ok" -> Answer.ok();
      case "cme 255" -> Answer.cme(EMPTY);
      default -> Answer.cms(INVALID_INDEX);
    };
  }

  private Answer delete(AtCommand command) {
    Storage storage = receiver.readStorage();
    if (command.form() == AtCommand.Form.TEST) {
      String indexes =
          storage.entries().keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
      return Answer.ok("+CMGD: (" + indexes + "),(0-4)");
    }
    int index = command.number(0, -1);
    int flag = command.number(1, 0);
    if (flag < 0 || flag > 4) {
      return Answer.cms(INVALID_PARAMETER);
    }
    if (flag > 0) {
      storage.deleteAll(flag);
    } else if (storage.valid(index)) {
      storage.delete(index);
    } else {
      return Answer.cms(INVALID_INDEX);
    }
    return Answer.ok();
  }

  private Answer acknowledge(AtCommand command) {
    if (command.form() == AtCommand.Form.TEST) {
      return Answer.ok("+CNMA: (0-2)");
    }
    int kind = command.form() == AtCommand.Form.SET ? command.number(0, 0) : 0;
    return receiver.acknowledge(kind != 2) ? Answer.ok() : Answer.cms(340);
  }
}
