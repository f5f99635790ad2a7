package smsgateway.store.internal;

import java.util.Optional;

/**
 * Which database this is.
 *
 * @param id random, given with the tables and kept when the data move
 * @param generation how often the data moved, beginning with 1; tells the database in use from what
 *     remained behind
 */
record Installation(String id, int generation) {

  /** What {@link #text} wrote; empty for an empty text. */
  static Optional<Installation> parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    return words[0].isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Installation(words[0], words.length > 1 ? Integer.parseInt(words[1]) : 1));
  }

  /** One line that {@link #parse} reads. */
  String text() {
    return generation == 1 ? id : id + " " + generation;
  }

  /** The same data after one further move. */
  Installation moved() {
    return new Installation(id, generation + 1);
  }

  @Override
  public String toString() {
    return generation == 1 ? id : id + " (moved " + (generation - 1) + " times)";
  }
}
