package smsgateway.pdu;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.pdu.PduException.Kind;

/**
 * Cuts a text into messages of their own that begin with {@code 1/3 }, for recipients whose device
 * does not join segments. A text that fits one message gets no number.
 */
final class Numbering {
  private static final int MOST_DIGITS = 3;

  private final String text;
  private final Gsm7Encoder encoder;
  private final SegmentOptions options;
  private final Alphabet alphabet;

  private Numbering(String text, Gsm7Encoder encoder, SegmentOptions options, Alphabet alphabet) {
    this.text = text;
    this.encoder = encoder;
    this.options = options;
    this.alphabet = alphabet;
  }

  static Segmentation split(String text, Gsm7Encoder encoder, SegmentOptions options)
      throws PduException {
    boolean complete = encoder.septets(text) >= 0;
    Alphabet alphabet = options.alphabet().orElse(complete ? Alphabet.GSM7 : Alphabet.UCS2);
    if (alphabet == Alphabet.OCTETS || (alphabet == Alphabet.GSM7 && !complete)) {
      throw Segmenter.fault(Kind.UNENCODABLE, "the alphabet lacks a character of the text");
    }
    return new Segmentation(alphabet, new Numbering(text, encoder, options, alphabet).segments());
  }

  private List<UserData> segments() throws PduException {
    List<InformationElement> elements = options.elements(alphabet);
    Optional<UserDataHeader> header =
        elements.isEmpty() ? Optional.empty() : Optional.of(new UserDataHeader(elements));
    int capacity = Segmenter.capacity(header, alphabet);
    if (width(text) <= capacity) {
      return List.of(data(header, text));
    }
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      List<String> parts = parts(capacity, digits);
      int total = parts.size();
      if (total <= Segmenter.MOST_SEGMENTS && Integer.toString(total).length() <= digits) {
        List<UserData> segments = new ArrayList<>(total);
        for (String part : parts) {
          segments.add(data(header, (segments.size() + 1) + "/" + total + " " + part));
        }
        return segments;
      }
    }
    throw Segmenter.fault(Kind.LENGTH, "needs more than 255 segments");
  }

  /** What fits behind the numbers when the total has so many digits; ends early when long. */
  private List<String> parts(int capacity, int digits) throws PduException {
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (from < text.length() && parts.size() <= Segmenter.MOST_SEGMENTS) {
      String number = (parts.size() + 1) + "/" + "9".repeat(digits) + " ";
      int end = end(from, capacity - width(number));
      if (end == from) {
        throw Segmenter.fault(Kind.LENGTH, "the header leaves no room");
      }
      parts.add(text.substring(from, end));
      from = end;
    }
    return parts;
  }

  private int end(int from, int room) {
    int end = from;
    int used = 0;
    while (end < text.length()) {
      int next = end + Character.charCount(text.codePointAt(end));
      used += width(text.substring(end, next));
      if (used > room) {
        return options.filled() ? end : Graphemes.border(text, from, end);
      }
      end = next;
    }
    return end;
  }

  private int width(String part) {
    return alphabet == Alphabet.GSM7 ? encoder.septets(part) : part.length();
  }

  private UserData data(Optional<UserDataHeader> header, String part) {
    return alphabet == Alphabet.GSM7
        ? new UserData.Septets(header, Octets.wrap(encoder.encode(part)))
        : new UserData.Ucs2(header, part);
  }
}
