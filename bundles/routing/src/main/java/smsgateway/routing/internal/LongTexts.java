package smsgateway.routing.internal;

import java.util.List;
import smsgateway.api.Msisdn;
import smsgateway.api.PduCodec;
import smsgateway.api.PduFormatException;
import smsgateway.api.Pending;
import smsgateway.api.User.LongText;

/** Makes SMS of a text as its style and {@code maxParts} allow, or says why not. */
final class LongTexts {
  private static final String MARK = "...";

  /** An SMS holds no more characters (3GPP TS 23.040 §9.2.3.24). */
  private static final int MOST_CHARACTERS = 160;

  private final PduCodec codec;
  private final int maxParts;
  private final LongText longText;
  private final boolean flash;

  /**
   * @param longText what happens to a text that needs more than one SMS
   * @param flash whether it opens on the screen
   */
  LongTexts(PduCodec codec, int maxParts, LongText longText, boolean flash) {
    this.codec = codec;
    this.maxParts = maxParts;
    this.longText = longText;
    this.flash = flash;
  }

  /** What became of a text. */
  sealed interface Result {
    /**
     * It can be sent.
     *
     * @param note what a confirmation says of it: that its end is left out, or which characters
     *     made it several SMS; or empty
     */
    record Fits(List<String> tpdus, String note) implements Result {}

    /** It cannot; the sentence goes to the sender. */
    record Refused(String sentence) implements Result {}
  }

  Result plan(Pending.Request request, Msisdn number) {
    boolean truncate = longText == LongText.TRUNCATE;
    try {
      PduCodec.Plan plan = plan(request, number, request.text());
      if (plan.tpdus().size() <= most()) {
        return new Result.Fits(plan.tpdus(), note(plan));
      }
      return truncate ? cut(request, number) : new Result.Refused(tooLong(plan));
    } catch (PduFormatException e) {
      return truncate ? cut(request, number) : new Result.Refused(Messages.get("text.tooLong"));
    }
  }

  private int most() {
    return longText == LongText.REFUSE ? 1 : maxParts;
  }

  private PduCodec.Plan plan(Pending.Request request, Msisdn number, String text)
      throws PduFormatException {
    return codec.plan(
        new PduCodec.PlanRequest(
            number,
            text,
            flash,
            true,
            request.concatenationReference(),
            longText == LongText.NUMBERED));
  }

  /**
   * The longest beginning that fits with the mark behind it: a longer one never needs fewer SMS.
   */
  private Result cut(Pending.Request request, Msisdn number) {
    String text = request.text();
    int least = 0;
    int most = Math.min(text.codePointCount(0, text.length()), most() * MOST_CHARACTERS);
    List<String> best = List.of();
    while (least < most) {
      int middle = (least + most + 1) / 2;
      List<String> tpdus = beginning(request, number, middle);
      if (!tpdus.isEmpty() && tpdus.size() <= most()) {
        least = middle;
        best = tpdus;
      } else {
        most = middle - 1;
      }
    }
    return best.isEmpty()
        ? new Result.Refused(Messages.get("text.tooLong"))
        : new Result.Fits(best, Messages.get("text.cut", Integer.toString(best.size())));
  }

  private List<String> beginning(Pending.Request request, Msisdn number, int characters) {
    String text = request.text();
    String kept = text.substring(0, text.offsetByCodePoints(0, characters)).stripTrailing();
    try {
      return plan(request, number, kept + MARK).tpdus();
    } catch (PduFormatException e) {
      return List.of();
    }
  }

  /** Names the characters that made the message dearer. */
  private static String note(PduCodec.Plan plan) {
    return plan.ucs2Because()
        .filter(characters -> plan.tpdus().size() > 1)
        .map(characters -> Messages.get("text.note", characters))
        .orElse("");
  }

  private String tooLong(PduCodec.Plan plan) {
    String sentence =
        Messages.get("text.long", Integer.toString(plan.tpdus().size()), Integer.toString(most()));
    return plan.ucs2Because()
        .map(characters -> sentence + " " + Messages.get("text.ucs2", characters))
        .orElse(sentence);
  }
}
