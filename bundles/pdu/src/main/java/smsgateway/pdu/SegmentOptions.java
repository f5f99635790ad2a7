package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a text is cut into segments.
 *
 * @param reference concatenation reference, same for all segments of a message
 * @param referenceBits 8 (153 septets or 67 UCS-2 characters a segment) or 16 (152 or 66)
 * @param lockingShift national language of the base table, 0 to 255; 0 and unknown ones = default
 * @param singleShift national language of the extension table, 0 to 255, likewise
 * @param elements header elements that every segment gets in front
 * @param alphabet forces an alphabet; empty takes GSM 7-bit where it has all characters
 * @param filled whether each segment is filled even where that cuts a character that readers see as
 *     one (a grapheme); else such a character is kept whole where that costs no segment
 */
public record SegmentOptions(
    int reference,
    int referenceBits,
    int lockingShift,
    int singleShift,
    List<InformationElement> elements,
    Optional<Alphabet> alphabet,
    boolean filled) {
  /**
   * @throws IllegalArgumentException when the reference or a language is out of range
   */
  public SegmentOptions {
    elements = List.copyOf(elements);
    if ((referenceBits != 8 && referenceBits != 16)
        || reference < 0
        || reference >>> referenceBits != 0) {
      throw new IllegalArgumentException("concatenation reference has 8 or 16 bits");
    }
    Fields.requireOctet(lockingShift, "locking shift");
    Fields.requireOctet(singleShift, "single shift");
  }

  /** Plain text with an 8-bit reference, 0 to 255. */
  public static SegmentOptions reference8(int reference) {
    return new SegmentOptions(reference, 8, 0, 0, List.of(), Optional.empty(), false);
  }

  /** Plain text with a 16-bit reference, 0 to 65535. */
  public static SegmentOptions reference16(int reference) {
    return new SegmentOptions(reference, 16, 0, 0, List.of(), Optional.empty(), false);
  }

  /** Allows national tables for GSM 7-bit; every segment then says so in its header. */
  public SegmentOptions withLanguages(int locking, int single) {
    return new SegmentOptions(
        reference, referenceBits, locking, single, elements, alphabet, filled);
  }

  /** Adds header elements. */
  public SegmentOptions withElements(List<InformationElement> added) {
    return new SegmentOptions(
        reference, referenceBits, lockingShift, singleShift, added, alphabet, filled);
  }

  /** Forces an alphabet. */
  public SegmentOptions withAlphabet(Alphabet forced) {
    return new SegmentOptions(
        reference, referenceBits, lockingShift, singleShift, elements, Optional.of(forced), filled);
  }

  /** Fills each segment, see {@link #filled}. */
  public SegmentOptions withFilledSegments() {
    return new SegmentOptions(
        reference, referenceBits, lockingShift, singleShift, elements, alphabet, true);
  }

  /** The elements of every segment, the national languages included. */
  List<InformationElement> elements(Alphabet chosen) {
    if (chosen != Alphabet.GSM7 || (lockingShift | singleShift) == 0) {
      return elements;
    }
    List<InformationElement> all = new ArrayList<>(elements);
    if (lockingShift != 0) {
      all.add(InformationElement.language(InformationElement.LOCKING_SHIFT, lockingShift));
    }
    if (singleShift != 0) {
      all.add(InformationElement.language(InformationElement.SINGLE_SHIFT, singleShift));
    }
    return all;
  }
}
