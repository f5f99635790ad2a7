package smsgateway.emulator;

import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Queue;
import smsgateway.emulator.internal.tpdu.SubmitTpdu;
import smsgateway.emulator.internal.tpdu.TpduException;

/** {@code AT+CMGS} in PDU mode (3GPP TS 27.005 §4.3). Confined to the modem's thread. */
final class SubmitDialogue {
  private static final int MAX_TPDU = 164;
  private static final int INVALID_PDU = 304;
  private static final int NO_SERVICE_CENTRE = 330;
  private static final int NO_NETWORK = 331;
  private final Modem modem;
  private final FaultScript faults;
  private final Queue<Runnable> standing = new ArrayDeque<>();
  private boolean held;
  private int announced;

  SubmitDialogue(Modem modem, FaultScript faults) {
    this.modem = modem;
    this.faults = faults;
  }

  /** The command: gives the prompt. */
  Answer begin(AtCommand command) {
    if (command.form() == AtCommand.Form.TEST) {
      return Answer.ok();
    }
    if (modem.inTextMode()) {
      // A real one would take the length for a number and the PDU for a text.
      return Answer.cms(MessageCommands.TEXT_MODE);
    }
    announced = command.form() == AtCommand.Form.SET ? command.number(0, -1) : -1;
    return announced < 1 || announced > MAX_TPDU ? Answer.cms(INVALID_PDU) : Answer.prompt();
  }

  /** The Ctrl-Z. */
  void end(String hex) {
    long typed = System.nanoTime();
    modem.counters().typed(typed);
    if (faults.hangsInPrompt()) {
      Fault.HangInPrompt hang = (Fault.HangInPrompt) faults.submit();
      modem.silence(hang.length());
      return;
    }
    SubmitTpdu tpdu;
    String tpduHex;
    try {
      tpduHex = tpduOf(hex);
      tpdu = SubmitTpdu.decode(tpduHex);
    } catch (TpduException | IllegalArgumentException e) {
      modem.finish(Answer.cms(INVALID_PDU));
      return;
    }
    if (!modem.registered() || (hex.startsWith("00") && modem.serviceCentre().isEmpty())) {
      modem.finish(Answer.cms(modem.registered() ? NO_SERVICE_CENTRE : NO_NETWORK));
      return;
    }
    submit(new Typed(tpdu, tpduHex.toUpperCase(java.util.Locale.ROOT), typed));
  }

  /** A checked PDU on its way. */
  record Typed(SubmitTpdu tpdu, String hex, long nanos) {}

  private String tpduOf(String hex) throws TpduException {
    int octets = HexFormat.of().parseHex(hex).length;
    int start = octets == 0 ? 0 : Integer.parseInt(hex.substring(0, 2), 16) + 1;
    if (octets - start != announced) {
      throw new TpduException("length differs from the announced one");
    }
    return hex.substring(start * 2);
  }

  private void submit(Typed typed) {
    modem.network().submitBegins();
    int generation = modem.generation();
    modem.after(
        modem.latency(),
        () -> {
          standing.add(
              () -> {
                modem.network().submitEnds();
                if (generation == modem.generation()) {
                  end(typed, faults.submit());
                }
              });
          goOn();
        });
  }

  /** Lets submits stand before the acceptance, or go on. */
  void hold(boolean on) {
    held = on;
    goOn();
  }

  private void goOn() {
    while (!held && !standing.isEmpty()) {
      standing.remove().run();
    }
  }

  private void end(Typed typed, Fault fault) {
    if (fault instanceof Fault.CmsError f) {
      if (f.accepted()) {
        accept(typed);
      }
      modem.finish(Answer.cms(f.code()));
    } else if (fault instanceof Fault.RebootInSubmit f) {
      if (f.accepted()) {
        accept(typed);
      }
      modem.reboot(f.silence());
    } else if (fault instanceof Fault.UnplugInSubmit f) {
      if (f.accepted()) {
        accept(typed);
      }
      modem.unplug();
    } else {
      result(fault, accept(typed));
    }
  }

  private void result(Fault fault, Answer answer) {
    if (fault instanceof Fault.NoResult) {
      modem.finish(Answer.nothing());
    } else if (fault instanceof Fault.NoReference) {
      modem.finish(answer.kind() == Answer.Kind.OK ? Answer.ok() : answer);
    } else if (fault instanceof Fault.LateResult f) {
      int generation = modem.generation();
      modem.later(
          f.delay(),
          () -> {
            if (generation == modem.generation()) {
              modem.finish(answer);
            }
          });
    } else {
      modem.finish(answer);
    }
  }

  private Answer accept(Typed typed) {
    int reference = modem.nextReference(typed.tpdu().messageReference());
    int error = modem.network().submit(modem, typed, reference);
    return error == 0 ? Answer.ok("+CMGS: " + reference) : Answer.cms(error);
  }
}
