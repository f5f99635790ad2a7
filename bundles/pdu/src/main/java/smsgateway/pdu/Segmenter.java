package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.pdu.PduException.Kind;

/**
 * Cuts messages into segments (3GPP TS 23.040 §9.2.3.24.1). Every segment but the last is filled as
 * far as no escape sequence and no surrogate pair is cut, and, where that costs no segment, nothing
 * that a reader sees as one character.
 */
public final class Segmenter {
  static final int MOST_SEGMENTS = 255;

  private final SegmentOptions options;
  private final List<InformationElement> elements;
  private final Alphabet alphabet;

  /** Where a segment ends that begins at {@code from} and has room until {@code limit}. */
  private interface Border {
    int end(int from, int limit);
  }

  /** Makes the user data of the units {@code from} to {@code to}. */
  private interface Part {
    UserData of(Optional<UserDataHeader> header, int from, int to);
  }

  private Segmenter(SegmentOptions options, Alphabet alphabet) {
    this.options = options;
    this.elements = options.elements(alphabet);
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
    return split(text, Gsm7Encoder.of(options.lockingShift(), options.singleShift()), options);
  }

  static Segmentation split(String text, Gsm7Encoder encoder, SegmentOptions options)
      throws PduException {
    Optional<byte[]> codes = encoder.encodeIfComplete(text);
    Alphabet alphabet =
        options.alphabet().orElse(codes.isPresent() ? Alphabet.GSM7 : Alphabet.UCS2);
    if (alphabet == Alphabet.UCS2) {
      return new Segmentation(alphabet, ucs2(text, options));
    }
    if (alphabet == Alphabet.OCTETS || codes.isEmpty()) {
      throw fault(Kind.UNENCODABLE, "the alphabet lacks a character of the text");
    }
    return new Segmentation(alphabet, septets(text, codes.get(), options));
  }

  /**
   * Cuts octets.
   *
   * @throws PduException kind {@code LENGTH} when more than 255 segments would be needed
   */
  public static Segmentation split(Octets data, SegmentOptions options) throws PduException {
    Border anywhere = (from, limit) -> limit;
    List<UserData> segments =
        new Segmenter(options, Alphabet.OCTETS)
            .cut(
                data.length(),
                anywhere,
                anywhere,
                (header, from, to) ->
                    new UserData.Binary(header, Octets.copy(data.array(), from, to)));
    return new Segmentation(Alphabet.OCTETS, segments);
  }

  private static List<UserData> septets(String text, byte[] codes, SegmentOptions options)
      throws PduException {
    Border filled = (from, limit) -> codes[limit - 1] == LanguageTables.ESCAPE ? limit - 1 : limit;
    return new Segmenter(options, Alphabet.GSM7)
        .cut(
            codes.length,
            filled,
            options.filled() || !Graphemes.possible(text)
                ? filled
                : new WholeCharacters(text, codes, filled),
            (header, from, to) ->
                new UserData.Septets(
                    header,
                    to - from == codes.length ? Octets.wrap(codes) : Octets.copy(codes, from, to)));
  }

  /** Borders in septets that are borders of graphemes. Asked from front to back. */
  private static final class WholeCharacters implements Border {
    private final String text;
    private final byte[] codes;
    private final Border filled;
    private int septet;
    private int character;

    WholeCharacters(String text, byte[] codes, Border filled) {
      this.text = text;
      this.codes = codes;
      this.filled = filled;
    }

    @Override
    public int end(int from, int limit) {
      forward(from);
      int start = character;
      int end = filled.end(from, limit);
      forward(end);
      int border = Graphemes.border(text, start, character);
      septet = from;
      character = start;
      while (character < border) {
        forward(septet + 1);
      }
      return septet;
    }

    /** Every character is one septet, or an escape and one. */
    private void forward(int target) {
      while (septet < target) {
        septet += codes[septet] == LanguageTables.ESCAPE ? 2 : 1;
        character++;
      }
    }
  }

  private static List<UserData> ucs2(String text, SegmentOptions options) throws PduException {
    Border filled =
        (from, limit) ->
            Character.isSurrogatePair(text.charAt(limit - 1), text.charAt(limit))
                ? limit - 1
                : limit;
    Border whole = (from, limit) -> Graphemes.border(text, from, filled.end(from, limit));
    return new Segmenter(options, Alphabet.UCS2)
        .cut(
            text.length(),
            filled,
            options.filled() ? filled : whole,
            (header, from, to) -> new UserData.Ucs2(header, text.substring(from, to)));
  }

  private List<UserData> cut(int length, Border filled, Border whole, Part part)
      throws PduException {
    Optional<UserDataHeader> plain =
        elements.isEmpty() ? Optional.empty() : Optional.of(new UserDataHeader(elements));
    if (length <= capacity(plain, alphabet)) {
      return List.of(part.of(plain, 0, length));
    }
    int capacity = capacity(Optional.of(header(1, 1)), alphabet);
    if (capacity < 2) {
      throw fault(Kind.LENGTH, "the header leaves no room");
    }
    List<Integer> ends = ends(length, capacity, filled);
    if (ends.size() > MOST_SEGMENTS) {
      throw fault(Kind.LENGTH, "needs more than 255 segments");
    }
    if (whole != filled) {
      List<Integer> wholeEnds = ends(length, capacity, whole);
      ends = wholeEnds.size() == ends.size() ? wholeEnds : ends;
    }
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
    List<InformationElement> all = new ArrayList<>(elements.size() + 1);
    all.addAll(elements);
    all.add(
        new Concatenation(options.reference(), options.referenceBits(), total, sequence)
            .toElement());
    return new UserDataHeader(all);
  }

  /**
   * Every step is at least one unit, because a segment holds at least two; ends early when long.
   */
  private static List<Integer> ends(int length, int capacity, Border border) {
    List<Integer> ends = new ArrayList<>();
    int end = 0;
    while (end < length && ends.size() <= MOST_SEGMENTS) {
      int limit = end + capacity;
      end = limit >= length ? length : border.end(end, limit);
      ends.add(end);
    }
    return ends;
  }

  /** Units that fit behind a header. */
  static int capacity(Optional<UserDataHeader> header, Alphabet alphabet) {
    int octets = header.isEmpty() ? 0 : header.get().octets();
    return switch (alphabet) {
      case GSM7 -> UserData.SEPTETS - UserDataHeader.septets(octets);
      case OCTETS -> UserData.OCTETS - octets;
      case UCS2 -> (UserData.OCTETS - octets) / 2;
    };
  }

  static PduException fault(Kind kind, String detail) {
    return new PduException(kind, "text", -1, detail);
  }
}
