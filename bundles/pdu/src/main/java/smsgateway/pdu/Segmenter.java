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

  private final SegmentOptions options;
  private final List<InformationElement> elements;
  private final int capacity;
  private final int firstCapacity;

  /** Makes the user data of the units {@code from} to {@code to}. */
  private interface Part {
    UserData of(Optional<UserDataHeader> header, int from, int to);
  }

  private Segmenter(SegmentOptions options, List<InformationElement> elements, Alphabet alphabet)
      throws PduException {
    this.options = options;
    this.elements = elements;
    this.firstCapacity = elements.isEmpty() ? capacity(0, alphabet) : capacity(elements, alphabet);
    List<InformationElement> all = new ArrayList<>(elements);
    all.add(new Concatenation(0, options.referenceBits(), 1, 1).toElement());
    this.capacity = capacity(all, alphabet);
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
    boolean fits = encoder.septets(text) >= 0;
    Alphabet alphabet = options.alphabet().orElse(fits ? Alphabet.GSM7 : Alphabet.UCS2);
    if (alphabet == Alphabet.OCTETS || (alphabet == Alphabet.GSM7 && !fits)) {
      throw fault(Kind.UNENCODABLE, "the alphabet lacks a character of the text");
    }
    List<UserData> segments =
        alphabet == Alphabet.GSM7 ? septets(encoder.encode(text), options) : ucs2(text, options);
    return new Segmentation(alphabet, segments, fits ? "" : missing(text, encoder));
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
    if (length <= firstCapacity) {
      Optional<UserDataHeader> header =
          elements.isEmpty() ? Optional.empty() : Optional.of(new UserDataHeader(elements));
      return List.of(part.of(header, 0, length));
    }
    List<Integer> ends = ends(length, inside);
    List<UserData> segments = new ArrayList<>(ends.size());
    int from = 0;
    for (int i = 0; i < ends.size(); i++) {
      List<InformationElement> all = new ArrayList<>(elements);
      all.add(
          new Concatenation(options.reference(), options.referenceBits(), ends.size(), i + 1)
              .toElement());
      segments.add(part.of(Optional.of(new UserDataHeader(all)), from, ends.get(i)));
      from = ends.get(i);
    }
    return segments;
  }

  /** Every step is at least one unit, because a segment holds at least two. */
  private List<Integer> ends(int length, IntPredicate inside) throws PduException {
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

  private static int capacity(List<InformationElement> elements, Alphabet alphabet)
      throws PduException {
    int octets = new UserDataHeader(elements).octets();
    int capacity = capacity(octets, alphabet);
    if (capacity < 2) {
      throw fault(Kind.LENGTH, "the header leaves no room");
    }
    return capacity;
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
    text.codePoints()
        .filter(c -> c > 0xFFFF || !encoder.encodes((char) c))
        .map(c -> c >= 0xD800 && c < 0xE000 ? 0xFFFD : c)
        .distinct()
        .limit(MOST_MISSING)
        .forEach(missing::appendCodePoint);
    return missing.toString();
  }

  private static PduException fault(Kind kind, String detail) {
    return new PduException(kind, "text", -1, detail);
  }
}
