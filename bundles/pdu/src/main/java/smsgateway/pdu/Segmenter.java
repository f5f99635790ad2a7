package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import smsgateway.pdu.PduException.Kind;

/**
 * Cuts messages into segments (3GPP TS 23.040 §9.2.3.24.1). Every segment but the last is filled;
 * no escape sequence and no surrogate pair is cut.
 */
public final class Segmenter {
  private static final int MOST_SEGMENTS = 255;
  private static final int MOST_MISSING = 16;
  private static final int REPLACEMENT = 0xFFFD;

  private final SegmentOptions options;
  private final List<InformationElement> elements;
  private final Alphabet alphabet;

  /** Makes the user data of the units {@code from} to {@code to}. */
  private interface Part {
    UserData of(Optional<UserDataHeader> header, int from, int to);
  }

  private Segmenter(SegmentOptions options, List<InformationElement> elements, Alphabet alphabet) {
    this.options = options;
    this.elements = elements;
    this.alphabet = alphabet;
  }

  /**
   * Cuts a text. Without a forced alphabet the cheapest is taken: GSM 7-bit where its tables have
   * all characters, else UCS-2.
   *
   * @throws PduException kind {@code LENGTH} when more than 255 segments would be needed, {@code
   *     UNENCODABLE} when the forced alphabet lacks a character
   */
  public static Segmentation split(String text, SegmentOptions options) throws PduException {
    Gsm7Encoder encoder = Gsm7Encoder.of(options.lockingShift(), options.singleShift());
    Optional<byte[]> codes = encoder.encodeIfComplete(text);
    Alphabet alphabet =
        options.alphabet().orElse(codes.isPresent() ? Alphabet.GSM7 : Alphabet.UCS2);
    String missing = codes.isPresent() ? "" : missing(text, encoder);
    if (alphabet == Alphabet.UCS2) {
      return new Segmentation(alphabet, ucs2(text, options), missing);
    }
    if (alphabet == Alphabet.OCTETS || codes.isEmpty()) {
      throw fault(Kind.UNENCODABLE, "the alphabet lacks a character of the text");
    }
    return new Segmentation(alphabet, septets(codes.get(), options), missing);
  }

  /**
   * Cuts octets.
   *
   * @throws PduException kind {@code LENGTH} when more than 255 segments would be needed
   */
  public static Segmentation split(Octets data, SegmentOptions options) throws PduException {
    Segmenter segmenter = new Segmenter(options, options.elements(), Alphabet.OCTETS);
    List<UserData> segments =
        segmenter.cut(
            data.length(),
            at -> false,
            (header, from, to) -> new UserData.Binary(header, Octets.copy(data.array(), from, to)));
    return new Segmentation(Alphabet.OCTETS, segments, "");
  }

  private static List<UserData> septets(byte[] codes, SegmentOptions options) throws PduException {
    List<InformationElement> elements = new ArrayList<>(options.elements());
    addLanguage(elements, InformationElement.LOCKING_SHIFT, options.lockingShift());
    addLanguage(elements, InformationElement.SINGLE_SHIFT, options.singleShift());
    return new Segmenter(options, elements, Alphabet.GSM7)
        .cut(
            codes.length,
            at -> codes[at - 1] == LanguageTables.ESCAPE,
            (header, from, to) -> new UserData.Septets(header, Octets.copy(codes, from, to)));
  }

  private static List<UserData> ucs2(String text, SegmentOptions options) throws PduException {
    return new Segmenter(options, options.elements(), Alphabet.UCS2)
        .cut(
            text.length(),
            at -> Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at)),
            (header, from, to) -> new UserData.Ucs2(header, text.substring(from, to)));
  }

  private static void addLanguage(List<InformationElement> elements, int id, int language) {
    if (language != 0) {
      elements.add(InformationElement.language(id, language));
    }
  }

  private List<UserData> cut(int length, IntPredicate inside, Part part) throws PduException {
    Optional<UserDataHeader> plain =
        elements.isEmpty() ? Optional.empty() : Optional.of(new UserDataHeader(elements));
    if (length <= capacity(plain.isEmpty() ? 0 : plain.get().octets(), alphabet)) {
      return List.of(part.of(plain, 0, length));
    }
    int capacity = capacity(header(1, 1).octets(), alphabet);
    if (capacity < 2) {
      throw fault(Kind.LENGTH, "the header leaves no room");
    }
    List<Integer> ends = ends(length, capacity, inside);
    List<UserData> segments = new ArrayList<>(ends.size());
    int from = 0;
    for (int end : ends) {
      UserDataHeader header = header(ends.size(), segments.size() + 1);
      segments.add(part.of(Optional.of(header), from, end));
      from = end;
    }
    return segments;
  }

  private UserDataHeader header(int total, int sequence) {
    List<InformationElement> all = new ArrayList<>(elements);
    all.add(
        new Concatenation(options.reference(), options.referenceBits(), total, sequence)
            .toElement());
    return new UserDataHeader(all);
  }

  /** Every step is at least one unit, because a segment holds at least two. */
  private static List<Integer> ends(int length, int capacity, IntPredicate inside)
      throws PduException {
    List<Integer> ends = new ArrayList<>();
    int end = 0;
    while (end < length) {
      if (ends.size() == MOST_SEGMENTS) {
        throw fault(Kind.LENGTH, "needs more than 255 segments");
      }
      end = Math.min(end + capacity, length);
      if (end < length && inside.test(end)) {
        end--;
      }
      ends.add(end);
    }
    return ends;
  }

  private static int capacity(int headerOctets, Alphabet alphabet) {
    return switch (alphabet) {
      case GSM7 -> UserData.SEPTETS - UserDataHeader.septets(headerOctets);
      case OCTETS -> UserData.OCTETS - headerOctets;
      case UCS2 -> (UserData.OCTETS - headerOctets) / 2;
    };
  }

  private static String missing(String text, Gsm7Encoder encoder) {
    StringBuilder missing = new StringBuilder();
    int found = 0;
    int next;
    for (int at = 0; at < text.length() && found < MOST_MISSING; at = next) {
      int c = text.codePointAt(at);
      next = at + Character.charCount(c);
      if (next > at + 1 || !encoder.encodes((char) c)) {
        int shown = Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c;
        if (!contains(missing, shown)) {
          missing.appendCodePoint(shown);
          found++;
        }
      }
    }
    return missing.toString();
  }

  private static boolean contains(StringBuilder characters, int character) {
    for (int i = 0; i < characters.length(); i++) {
      if (characters.codePointAt(i) == character) {
        return true;
      }
    }
    return false;
  }

  private static PduException fault(Kind kind, String detail) {
    return new PduException(kind, "text", -1, detail);
  }
}
