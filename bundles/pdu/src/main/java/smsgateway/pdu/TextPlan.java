package smsgateway.pdu;

import java.util.List;

/**
 * How a text is sent, and why so.
 *
 * @param segmentation the segments and their alphabet
 * @param lockingShift national language of the base table, 0 = default
 * @param singleShift national language of the extension table, 0 = default
 * @param missing the characters, each once and at most 16, that GSM 7-bit with these tables lacks
 * @param replacements characters that are sent as others; each once, in order of the text
 */
public record TextPlan(
    Segmentation segmentation,
    int lockingShift,
    int singleShift,
    String missing,
    List<Replacement> replacements) {
  /** Keeps a copy of the list. */
  public TextPlan {
    replacements = List.copyOf(replacements);
  }

  /** Alphabet with its reason, segments, room that is left, replacements: one line for a person. */
  public String why() {
    StringBuilder why = new StringBuilder(alphabet());
    int segments = segmentation.segments().size();
    why.append(segments == 1 ? "; 1 segment, " : "; " + segments + " segments, ");
    why.append(segmentation.left());
    why.append(segmentation.alphabet() == Alphabet.GSM7 ? " septets left" : " characters left");
    for (Replacement replacement : replacements) {
      why.append("; ").append(replacement.original()).append(" is sent as ");
      why.append(replacement.sent().isEmpty() ? "nothing" : replacement.sent());
    }
    return why.toString();
  }

  private String alphabet() {
    if (segmentation.alphabet() == Alphabet.UCS2) {
      return missing.isEmpty() ? "UCS-2" : "UCS-2 because of " + missing;
    }
    return "GSM 7-bit"
        + (lockingShift == 0 ? "" : ", locking shift " + lockingShift)
        + (singleShift == 0 ? "" : ", single shift " + singleShift);
  }
}
