package smsgateway.pdu;

import java.util.List;

/**
 * A message cut into segments.
 *
 * @param alphabet alphabet of all segments
 * @param segments user data in order; one without concatenation when all fits a message
 */
public record Segmentation(Alphabet alphabet, List<UserData> segments) {
  /** Keeps a copy of the list. */
  public Segmentation {
    segments = List.copyOf(segments);
  }

  /** Septets or UCS-2 characters that the last segment has room for; octets of octets. */
  public int left() {
    int used = segments.get(segments.size() - 1).length();
    return switch (alphabet) {
      case GSM7 -> UserData.SEPTETS - used;
      case OCTETS -> UserData.OCTETS - used;
      case UCS2 -> (UserData.OCTETS - used) / 2;
    };
  }
}
