package smsgateway.pdu.tool;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import smsgateway.pdu.PduException;
import smsgateway.pdu.SegmentOptions;
import smsgateway.pdu.Segmenter;

/** How many segments a text needs. */
final class Counting {
  /** More characters than 255 segments hold in any alphabet. */
  private static final BigDecimal TOO_LONG = BigDecimal.valueOf(255 * 160);

  private Counting() {}

  static Map<String, Object> of(Input input) throws PduException {
    SegmentOptions options =
        Segments.withAlphabet(
            Segments.options(input.number("concat_bits", 8), 0), input.text("alphabet"));
    int parts = Segmenter.split(text(input), options).segments().size();
    return Map.of("parts", parts);
  }

  private static String text(Input input) throws PduException {
    StringBuilder text = new StringBuilder(input.has("text") ? input.text("text") : "");
    for (Object pair : input.list("text_repeat")) {
      if (!(pair instanceof List<?> two
          && two.size() == 2
          && two.get(0) instanceof String part
          && two.get(1) instanceof BigDecimal count)) {
        throw new IllegalArgumentException("text_repeat is no list of text and number");
      }
      if (count.signum() < 0 || count.compareTo(TOO_LONG) > 0) {
        throw tooLong();
      }
      if (text.length() + count.longValue() * part.length() > TOO_LONG.longValue()) {
        throw tooLong();
      }
      text.append(part.repeat(count.intValue()));
    }
    return text.toString();
  }

  private static PduException tooLong() {
    return new PduException(PduException.Kind.LENGTH, "text", -1, "needs more than 255 segments");
  }
}
