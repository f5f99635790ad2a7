package smsgateway.pdu;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The segments of one concatenated message as they come: in any order, repeated, with gaps. What
 * belongs to it is decided by reference, size of the reference and total alone; whoever mixes
 * senders compares their addresses first.
 *
 * <p>Not safe for several threads.
 */
public final class Assembly {
  private final Concatenation first;
  private final UserData[] segments;

  private Assembly(Concatenation first) {
    this.first = first;
    this.segments = new UserData[first.total()];
  }

  /** Begins with any segment of a message; empty when it is no segment. */
  public static Optional<Assembly> of(UserData segment) {
    return concatenation(segment)
        .map(
            element -> {
              Assembly assembly = new Assembly(element);
              assembly.segments[element.sequence() - 1] = segment;
              return assembly;
            });
  }

  /**
   * Takes a segment.
   *
   * @return false, and nothing changes, when it is of another message or is there already
   */
  public boolean add(UserData segment) {
    Optional<Concatenation> element = concatenation(segment).filter(this::mine);
    if (element.isEmpty() || segments[element.get().sequence() - 1] != null) {
      return false;
    }
    segments[element.get().sequence() - 1] = segment;
    return true;
  }

  /** Numbers of the segments that are not there yet, from 1; empty when the message is complete. */
  public List<Integer> missing() {
    return IntStream.range(0, segments.length)
        .filter(i -> segments[i] == null)
        .mapToObj(i -> i + 1)
        .toList();
  }

  /**
   * The text so far.
   *
   * @param gap what stands for a missing segment, by its number
   */
  public String text(IntFunction<String> gap) {
    Reassembly message = new Reassembly();
    for (int i = 0; i < segments.length; i++) {
      if (segments[i] == null) {
        message.gap(gap.apply(i + 1));
      } else {
        message.append(segments[i]);
      }
    }
    return message.text();
  }

  /** The segments in order without those that are missing. */
  public List<UserData> segments() {
    return Arrays.stream(segments).filter(segment -> segment != null).toList();
  }

  private boolean mine(Concatenation element) {
    return element.reference() == first.reference()
        && element.bits() == first.bits()
        && element.total() == first.total();
  }

  private static Optional<Concatenation> concatenation(UserData segment) {
    return segment.header().flatMap(UserDataHeader::concatenation);
  }
}
