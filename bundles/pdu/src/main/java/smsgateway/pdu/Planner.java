package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the cheapest legal way to send a text: the fewest segments. Among equals GSM 7-bit with
 * replacements comes first where they are allowed, and UCS-2, which every device reads, before
 * national tables. What the default alphabet has is sent in it: that is never dearer.
 */
public final class Planner {
  private final String text;
  private final PlanOptions options;
  private TextPlan best;
  private PduException fault;

  private Planner(String text, PlanOptions options) {
    this.text = text;
    this.options = options;
  }

  /**
   * Plans a text.
   *
   * @throws PduException kind {@code LENGTH} when more than 255 segments would be needed, {@code
   *     UNENCODABLE} when a forced alphabet lacks a character
   */
  public static TextPlan plan(String text, PlanOptions options) throws PduException {
    return new Planner(text, options).cheapest();
  }

  private TextPlan cheapest() throws PduException {
    SegmentOptions forced = options.segments();
    Gsm7Encoder encoder = Gsm7Encoder.of(forced.lockingShift(), forced.singleShift());
    boolean free = forced.alphabet().isEmpty() && encoder.septets(text) < 0;
    if (free && options.transliterate()) {
      Transliteration.of(text)
          .ifPresent(sent -> consider(sent.text(), Gsm7Encoder.DEFAULT, sent.replacements()));
    }
    consider(text, encoder, List.of());
    if (free) {
      national().ifPresent(tables -> consider(text, tables, List.of()));
    }
    if (best == null) {
      throw fault;
    }
    return best;
  }

  /** Keeps the way with the fewest segments, of equals the one that came first. */
  private void consider(String sent, Gsm7Encoder encoder, List<Replacement> replacements) {
    try {
      TextPlan plan = plan(sent, encoder, replacements);
      if (best == null || size(plan) < size(best)) {
        best = plan;
      }
    } catch (PduException impossible) {
      fault = impossible;
    }
  }

  private static int size(TextPlan plan) {
    return plan.segmentation().segments().size();
  }

  /** The pair of tables with the fewest septets, headers included; the first among equals. */
  private Optional<Gsm7Encoder> national() {
    List<Integer> tables = new ArrayList<>(new TreeSet<>(options.languages()));
    tables.add(0, 0);
    Gsm7Encoder cheapest = null;
    int fewest = Integer.MAX_VALUE;
    for (int locking : tables) {
      for (int single : tables) {
        Gsm7Encoder encoder = Gsm7Encoder.of(locking, single);
        int septets = encoder.septets(text);
        int cost = septets + elements(locking) + elements(single);
        if (septets >= 0 && cost < fewest) {
          cheapest = encoder;
          fewest = cost;
        }
      }
    }
    return Optional.ofNullable(cheapest);
  }

  /** Septets of a language element, rounded up. */
  private static int elements(int language) {
    return language == 0 ? 0 : 4;
  }

  private TextPlan plan(String sent, Gsm7Encoder encoder, List<Replacement> replacements)
      throws PduException {
    int locking = encoder.lockingShift();
    int single = encoder.singleShift();
    SegmentOptions chosen = options.segments().withLanguages(locking, single);
    Segmentation segmentation =
        options.numbered()
            ? Numbering.split(sent, encoder, chosen)
            : Segmenter.split(sent, encoder, chosen);
    boolean septets = segmentation.alphabet() == Alphabet.GSM7;
    return new TextPlan(
        segmentation,
        septets ? locking : 0,
        septets ? single : 0,
        encoder.missing(sent),
        replacements);
  }
}
