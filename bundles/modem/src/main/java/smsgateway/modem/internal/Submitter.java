package smsgateway.modem.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
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
  private static final double REFRESH = 5;
  private static final double SHORT_PROMPT = 3;
  private static final double SHORTEST = 10;
  private static final double LATE = 60;
  private static final double BARRIER = 5;
  private static final double GRACE = 2;
  private static final int SLOWEST_TIMES = 4;
  private static final String CTRL_Z = "\u001a";

  /** What an outcome says about the modem. */
  enum Health {
    /** It works. */
    GOOD,
    /** The network refused for now: for the message's sake, or for the modem's. */
    REFUSED,
    /** The same, and a stuck radio may be the reason. */
    NETWORK,
    /** Port or modem failed. */
    TRANSPORT,
    /** SIM, account or service centre number must be put right. */
    ACCOUNT
  }

  /** How a submit ended. */
  record Result(SubmitOutcome outcome, Health health) {}

  /**
   * A submit that was given up was accepted after all.
   *
   * @param segmentId its segment
   */
  record Late(long segmentId, Submitted outcome) {}

  private final AtChannel at;
  private final PduCodec codec;
  private final Timing timing;
  private final SubmitTimes times;
  private final double longest;
  private final boolean mayProbe;
  private final ModemProfile profile;
  private Late late;

  Submitter(AtChannel at, PduCodec codec, ModemProfile profile, SubmitTimes times, Timing timing) {
    this.at = at;
    this.codec = codec;
    this.times = times;
    this.timing = timing;
    this.profile = profile;
    this.longest = profile.number("submit.seconds", 60);
    this.mayProbe = profile.flag("submit.probe", true);
  }

  /** A result that came late, told once. */
  Optional<Late> takeLate() {
    String line = at.takeLate();
    if (!line.isEmpty()) {
      belated(reference(line));
    }
    Optional<Late> told = Optional.ofNullable(late);
    late = null;
    return told;
  }

  private void belated(int reference) {
    late =
        times
            .unanswered()
            .map(submit -> new Late(submit.segmentId(), new Submitted(reference)))
            .orElse(late);
    times.settled();
  }

  /** Submits one segment; returns within the prompt's and the profile's limits. */
  Result submit(Submit submit) {
    SubmitPdu pdu;
    try {
      pdu =
          codec.forSubmit(
              submit.tpdu(),
              submit.messageReference(),
              submit.rejectDuplicates(),
              submit.remaining());
    } catch (IllegalArgumentException e) {
      return new Result(new Rejected(-1, "the stored TPDU cannot be encoded"), Health.GOOD);
    } catch (RuntimeException | LinkageError e) {
      return new Result(new ModemFault("the codec is not available"), Health.TRANSPORT);
    }
    try {
      refresh(at, profile);
      at.start("AT+CMGS=" + pdu.length());
      FinalResult refused = awaitPrompt();
      Optional<Late> known = takeLate();
      if (known.filter(l -> l.segmentId() == submit.segmentId()).isPresent()) {
        // The first copy was accepted: this one need not be sent.
        at.escape();
        return new Result(known.get().outcome(), Health.GOOD);
      }
      late = known.orElse(null);
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
      rest("submit.beforePduMillis");
      int endMillis = profile.number("submit.beforeEndMillis", 0);
      at.write(pdu.hex(), endMillis > 0 ? "" : CTRL_Z);
      if (endMillis > 0) {
        rest("submit.beforeEndMillis");
        at.finish(CTRL_Z);
      }
      return awaitResult(submit);
    } catch (IOException e) {
      return new Result(new Unknown("the port was lost after the PDU"), Health.TRANSPORT);
    }
  }

  /** Sends the family's commands that keep a modem in the mode it was set to. */
  static void refresh(AtChannel at, ModemProfile profile) throws IOException {
    for (String command : profile.list("refresh", ";")) {
      at.command(command, REFRESH);
    }
  }

  /** No pause that a stop may cut short: the rest of the PDU must follow. */
  private void rest(String key) {
    LockSupport.parkNanos(timing.nanos(profile.number(key, 0) / 1000.0));
  }

  /**
   * Null when the prompt came. An error that the prompt follows all the same was the late result of
   * an earlier submit.
   */
  private FinalResult awaitPrompt() throws IOException {
    FinalResult error = null;
    long begun = System.nanoTime();
    long deadline = begun + promptPatience();
    for (Event event = at.next(deadline); event != null; event = at.next(deadline)) {
      if (event instanceof Prompt) {
        times.prompted(System.nanoTime() - begun);
        return null;
      }
      if (event instanceof Line line) {
        FinalResult result = FinalResult.of(line.text()).orElse(null);
        if (result != null && !result.ok()) {
          if (!times.awaitsLate()) {
            return result;
          }
          times.settled();
          error = result;
          deadline = timing.after(GRACE);
        }
      }
    }
    return error == null ? FinalResult.SILENCE : error;
  }

  private Result awaitResult(Submit submit) throws IOException {
    long begun = System.nanoTime();
    long hard = begun + timing.nanos(longest);
    long soft = mayProbe ? begun + Math.min(timing.nanos(longest), patience()) : hard;
    boolean probed = false;
    int reference = -1;
    while (true) {
      Event event = at.nextOfSubmit(probed ? hard : soft);
      if (event == null && (probed || !mayProbe)) {
        at.doubt();
        return unknown(submit, "no final result", Health.TRANSPORT);
      }
      if (event == null) {
        probed = true;
        at.write("AT", "\r");
      } else if (event instanceof Line line) {
        reference = Answer.has(line.text(), "+CMGS:") ? reference(line.text()) : reference;
        FinalResult result = FinalResult.of(line.text()).orElse(null);
        if (result != null && result.kind() != FinalResult.Kind.CALL) {
          at.answered();
          if (probed) {
            at.doubt();
          }
          return ended(submit, new Told(result, reference), probed, begun);
        }
      }
    }
  }

  private Result unknown(Submit submit, String reason, Health health) {
    times.unanswered(submit, timing.after(LATE));
    return new Result(new Unknown(reason), health);
  }

  /** A final result with the TP-MR before it, or -1. */
  private record Told(FinalResult result, int reference) {
    boolean empty() {
      return result.ok() && reference < 0;
    }
  }

  private Result ended(Submit submit, Told first, boolean probed, long begun) throws IOException {
    if (first.empty()) {
      String reason = probed ? "no final result; the modem answers" : "OK without a reference";
      return unknown(submit, reason, Health.GOOD);
    }
    Told told = first;
    if (times.awaitsLate()) {
      told = afterBarrier(submit, first, begun + patience());
    } else if (first.result().ok()) {
      times.took(System.nanoTime() - begun);
    }
    return told.result().ok()
        ? new Result(new Submitted(told.reference()), Health.GOOD)
        : failed(told.result(), submit, true);
  }

  /**
   * A result came while that of an earlier submit may still be on its way. A second one within the
   * time that a submit takes says that one of the two was the earlier submit's: the service centre
   * gets one after the other, so it is the one with the lower TP-MR, or else the one that came
   * first.
   */
  private Told afterBarrier(Submit submit, Told first, long patient) throws IOException {
    at.write("AT", "\r");
    long deadline = Math.max(patient, timing.after(BARRIER));
    boolean answered = false;
    int reference = -1;
    for (Event event = at.nextOfSubmit(deadline);
        event != null;
        event = at.nextOfSubmit(deadline)) {
      if (event instanceof Line line) {
        reference = Answer.has(line.text(), "+CMGS:") ? reference(line.text()) : reference;
        FinalResult result = FinalResult.of(line.text()).orElse(null);
        Told second = new Told(result, reference);
        if (result != null && !second.empty()) {
          at.doubt();
          return own(submit, first, second);
        }
        answered |= result != null;
      }
    }
    if (!answered) {
      at.doubt();
    }
    times.settled();
    return first;
  }

  /** Which of two results is this submit's; the other one is kept for the earlier submit. */
  private Told own(Submit submit, Told first, Told second) {
    boolean numbered = first.reference() >= 0 && second.reference() >= 0;
    boolean crossed =
        numbered
            && (((second.reference() - first.reference()) & 0xFF) >= 128
                || first.reference() == submit.messageReference());
    Told earlier = crossed ? second : first;
    if (earlier.result().ok()) {
      belated(earlier.reference());
    }
    times.settled();
    return crossed ? first : second;
  }

  private Result failed(FinalResult result, Submit submit, boolean written) {
    int code = result.code();
    if (code == 197 && result.kind() == FinalResult.Kind.CMS && submit.rejectDuplicates()) {
      return new Result(new Submitted(submit.messageReference()), Health.GOOD);
    }
    CmsCause cause =
        switch (result.kind()) {
          case CMS -> CmsCause.of(code, submit.attempt(), profile);
          case CME -> CmsCause.ofEquipment(code);
          case SILENCE -> CmsCause.MODEM;
          default -> CmsCause.TRANSIENT;
        };
    String text = result.text();
    Health health = CmsCause.wantsNetwork(code) ? Health.NETWORK : Health.REFUSED;
    return switch (cause) {
      case PERMANENT -> new Result(new Rejected(code, text), Health.GOOD);
      case TRANSIENT -> new Result(new Retry(text), health);
      case UNCERTAIN -> new Result(written ? new Unknown(text) : new Retry(text), health);
      case MODEM -> new Result(new ModemFault(text), Health.TRANSPORT);
      case ACCOUNT, NO_SMSC -> new Result(new ModemFault(text), Health.ACCOUNT);
    };
  }

  /** A prompt that is late is given up without harm: nothing of the PDU was written. */
  private long promptPatience() {
    long usual = times.slowestPrompt().orElse(Long.MAX_VALUE / SLOWEST_TIMES);
    return Math.min(
        timing.nanos(PROMPT), Math.max(timing.nanos(SHORT_PROMPT), SLOWEST_TIMES * usual));
  }

  private long patience() {
    return Math.max(timing.nanos(SHORTEST), SLOWEST_TIMES * times.slowest());
  }

  private static int reference(String line) {
    int reference = AtFields.number(AtFields.split(line.substring("+CMGS:".length())), 0, 0);
    return reference & 0xFF;
  }
}
