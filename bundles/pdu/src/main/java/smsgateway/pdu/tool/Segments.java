package smsgateway.pdu.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smsgateway.pdu.Alphabet;
import smsgateway.pdu.InformationElement;
import smsgateway.pdu.Octets;
import smsgateway.pdu.PduException;
import smsgateway.pdu.SegmentOptions;
import smsgateway.pdu.Segmenter;
import smsgateway.pdu.UserData;

/** The user data that a record of fields describes, filled tightly. */
final class Segments {
  private Segments() {}

  static List<UserData> of(Input input) throws PduException {
    Input concat = input.object("concat");
    SegmentOptions options =
        options(
                concat == null ? 8 : concat.number("bits", 8),
                concat == null ? 0 : concat.number("ref", 0))
            .withElements(elements(input))
            .withLanguages(input.number("locking_shift", 0), input.number("single_shift", 0));
    List<UserData> segments = split(input, options);
    if (concat == null && segments.size() > 1) {
      throw new PduException(PduException.Kind.LENGTH, "text", -1, "needs concatenation");
    }
    return segments;
  }

  private static List<UserData> split(Input input, SegmentOptions options) throws PduException {
    if (input.has("data")) {
      return Segmenter.split(Octets.ofHex(input.text("data")), options).segments();
    }
    String text = input.has("text") ? input.text("text") : "";
    return Segmenter.split(text, withAlphabet(options, input.text("alphabet"))).segments();
  }

  static SegmentOptions options(int bits, int reference) {
    SegmentOptions options =
        bits == 16 ? SegmentOptions.reference16(reference) : SegmentOptions.reference8(reference);
    return options.withFilledSegments();
  }

  /** {@code auto}, an alphabet, or {@code gsm7+locking_shift:1+single_shift:1}. */
  static SegmentOptions withAlphabet(SegmentOptions options, String name) {
    String[] parts = (name == null ? "auto" : name).split("\\+", -1);
    int locking = options.lockingShift();
    int single = options.singleShift();
    for (String part : parts) {
      if (part.startsWith("locking_shift:")) {
        locking = Integer.parseInt(part.substring("locking_shift:".length()));
      } else if (part.startsWith("single_shift:")) {
        single = Integer.parseInt(part.substring("single_shift:".length()));
      }
    }
    SegmentOptions chosen = options.withLanguages(locking, single);
    return alphabet(parts[0]).map(chosen::withAlphabet).orElse(chosen);
  }

  private static Optional<Alphabet> alphabet(String name) {
    return switch (name) {
      case "auto" -> Optional.empty();
      case "gsm7" -> Optional.of(Alphabet.GSM7);
      case "8bit" -> Optional.of(Alphabet.OCTETS);
      case "ucs2" -> Optional.of(Alphabet.UCS2);
      default -> throw new IllegalArgumentException("alphabet is not known");
    };
  }

  private static List<InformationElement> elements(Input input) throws PduException {
    List<InformationElement> elements = new ArrayList<>();
    for (Object element : input.list("udh")) {
      if (!(element instanceof java.util.Map<?, ?> fields)) {
        throw new IllegalArgumentException("udh is of another type");
      }
      Input ie = new Input(fields);
      elements.add(new InformationElement(ie.number("iei", -1), Octets.ofHex(ie.required("data"))));
    }
    return elements;
  }
}
