package smsgateway.modem.internal;

import java.io.IOException;
import smsgateway.api.PduCodec;
import smsgateway.api.PduCodec.SubmitPdu;
import smsgateway.api.Submit;
import smsgateway.api.SubmitOutcome;
import smsgateway.api.SubmitOutcome.ModemFault;
import smsgateway.api.SubmitOutcome.Rejected;
import smsgateway.api.SubmitOutcome.Retry;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.SubmitOutcome.Unknown;
import smsgateway.api.driver.ModemProfile;
import smsgateway.modem.internal.Events.Event;
import smsgateway.modem.internal.Events.Line;
import smsgateway.modem.internal.Events.Prompt;

/**
 * Submits one SMS-SUBMIT by {@code AT+CMGS} in PDU mode (3GPP TS 27.005 §3.5.1) and tells how it
 * ended; never throws.
 *
 * <p>Order: the caller has committed the intent. Until the first PDU octet is written the segment
 * is certainly not sent; from then on only a final result settles it, and without one the outcome
 * is {@link Unknown}. {@code OK} alone proves nothing: some modems answer failures so.
 */
final class Submitter {
  private static final double PROMPT = 10;
  private static final double SHORTEST = 10;
  private static final double LATE = 60;
  private static final double BARRIER = 5;
  private static final int SLOWEST_TIMES = 4;
  private static final String CTRL_Z = "\u001a";

  /** What an outcome says about the modem. */
  enum Health {
    /** It works. */
    GOOD,
    /** Port or modem failed. */
    TRANSPORT,
    /** SIM, account or service centre number must be put right. */
    ACCOUNT
  }

  /** How a submit ended. */
  record Result(SubmitOutcome outcome, Health health) {}

  private final AtChannel at;
  private final PduCodec codec;
  private final Timing timing;
  private final SubmitTimes times;
  private final double longest;
  private final boolean mayProbe;
  private boolean lateResultPossible;
  private long lateUntil;

  Submitter(AtChannel at, PduCodec codec, ModemProfile profile, SubmitTimes times, Timing timing) {
    this.at = at;
    this.codec = codec;
    this.times = times;
    this.timing = timing;
    this.longest = profile.number("submit.seconds", 60);
    this.mayProbe = profile.flag("submit.probe", true);
  }

  /** Submits one segment; returns within the prompt's and the profile's limits. */
  Result submit(Submit submit) {
    SubmitPdu pdu;
    try {
      pdu = times.complete(codec, submit);
    } catch (IllegalArgumentException e) {
      return new Result(new Rejected(-1, "the stored TPDU cannot be encoded"), Health.GOOD);
    } catch (RuntimeException | LinkageError e) {
      return new Result(new ModemFault("the codec is not available"), Health.TRANSPORT);
    }
    try {
      at.start("AT+CMGS=" + pdu.length());
      FinalResult refused = awaitPrompt();
      if (refused != null) {
        if (refused.silent()) {
          at.escape();
        }
        return failed(refused, submit, false);
      }
    } catch (IOException e) {
      return new Result(new ModemFault("not sent: " + e.getMessage()), Health.TRANSPORT);
    }
    try {
      at.write(pdu.hex(), CTRL_Z);
      return awaitResult(submit);
    } catch (IOException e) {
      return new Result(new Unknown("the port was lost after the PDU"), Health.TRANSPORT);
    }
  }

  /** Null when the prompt came; a late result of the former submit is not for this one. */
  private FinalResult awaitPrompt() throws IOException {
    long deadline = timing.after(PROMPT);
    for (Event event = at.next(deadline); event != null; event = at.next(deadline)) {
      if (event instanceof Prompt) {
        return null;
      }
      if (event instanceof Line line) {
        lateResultPossible &= !Answer.has(line.text(), "+CMGS:");
        FinalResult result = FinalResult.of(line.text()).orElse(null);
        if (result != null && !result.ok()) {
          return result;
        }
      }
    }
    return FinalResult.SILENCE;
  }

  private Result awaitResult(Submit submit) throws IOException {
    long begun = System.nanoTime();
    long hard = begun + timing.nanos(longest);
    long soft = mayProbe ? begun + Math.min(timing.nanos(longest), patience()) : hard;
    boolean probed = false;
    int reference = -1;
    while (true) {
      Event event = at.next(probed ? hard : soft);
      if (event == null && (probed || !mayProbe)) {
        lateFrom();
        at.doubt();
        return new Result(new Unknown("no final result"), Health.TRANSPORT);
      }
      if (event == null) {
        probed = true;
        at.write("AT", "\r");
      } else if (event instanceof Line line) {
        reference = Answer.has(line.text(), "+CMGS:") ? reference(line.text()) : reference;
        FinalResult result = FinalResult.of(line.text()).orElse(null);
        if (result != null && result.kind() != FinalResult.Kind.CALL) {
          return ended(submit, result, reference, probed, begun);
        }
      }
    }
  }

  private Result ended(Submit submit, FinalResult result, int reference, boolean probed, long begun)
      throws IOException {
    at.answered();
    if (probed) {
      at.doubt();
    }
    if (!result.ok()) {
      return failed(result, submit, true);
    }
    if (reference < 0) {
      lateFrom();
      String reason = probed ? "no final result; the modem answers" : "OK without a reference";
      return new Result(new Unknown(reason), Health.GOOD);
    }
    if (lateResultPossible && !Timing.passed(lateUntil)) {
      return afterBarrier(submit, reference);
    }
    times.took(System.nanoTime() - begun, submit, reference);
    return new Result(new Submitted(reference), Health.GOOD);
  }

  /**
   * A result came while that of an earlier submit may still be on its way: what comes before the
   * answer to {@code AT} belongs to this one, and supersedes what came before.
   */
  private Result afterBarrier(Submit submit, int first) throws IOException {
    int reference = first;
    lateResultPossible = false;
    at.write("AT", "\r");
    long deadline = timing.after(BARRIER);
    for (Event event = at.next(deadline); event != null; event = at.next(deadline)) {
      if (event instanceof Line line) {
        if (Answer.has(line.text(), "+CMGS:")) {
          reference = reference(line.text());
          at.doubt();
        }
        FinalResult result = FinalResult.of(line.text()).orElse(null);
        if (result != null) {
          return result.ok()
              ? new Result(new Submitted(reference), Health.GOOD)
              : failed(result, submit, true);
        }
      }
    }
    at.doubt();
    return new Result(new Submitted(reference), Health.GOOD);
  }

  private Result failed(FinalResult result, Submit submit, boolean written) {
    int code = result.code();
    if (code == 197 && result.kind() == FinalResult.Kind.CMS && times.repeats(submit)) {
      return new Result(new Submitted(submit.resendReference().getAsInt()), Health.GOOD);
    }
    CmsCause cause =
        switch (result.kind()) {
          case CMS -> CmsCause.of(code, submit.attempt());
          case CME -> CmsCause.ofEquipment(code);
          case SILENCE -> CmsCause.MODEM;
          default -> CmsCause.TRANSIENT;
        };
    String text = result.text();
    return switch (cause) {
      case PERMANENT -> new Result(new Rejected(code, text), Health.GOOD);
      case TRANSIENT -> new Result(new Retry(text), Health.GOOD);
      case UNCERTAIN -> new Result(written ? new Unknown(text) : new Retry(text), Health.GOOD);
      case MODEM -> new Result(new ModemFault(text), Health.TRANSPORT);
      case ACCOUNT, NO_SMSC -> new Result(new ModemFault(text), Health.ACCOUNT);
    };
  }

  private long patience() {
    return Math.max(timing.nanos(SHORTEST), SLOWEST_TIMES * times.slowest());
  }

  private void lateFrom() {
    lateResultPossible = true;
    lateUntil = timing.after(LATE);
  }

  private static int reference(String line) {
    int reference = AtFields.number(AtFields.split(line.substring("+CMGS:".length())), 0, 0);
    return reference & 0xFF;
  }
}
