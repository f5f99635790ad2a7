package smsgateway.store.internal;

import java.util.Optional;

/**
 * Which database this is.
 *
 * @param id random, given with the tables and kept when the data move
 * @param generation how often the data moved, beginning with 1; tells the database in use from what
 *     remained behind. Negative in a copy that was never in use
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

  /** What a complete copy is called until it is opened for the first time. */
  Installation unused() {
    return new Installation(id, -generation);
  }

  /** Whether no gateway ever worked with it. */
  boolean neverUsed() {
    return generation < 0;
  }

  /** What it is called from its first use on. */
  Installation used() {
    return new Installation(id, Math.abs(generation));
  }

  @Override
  public String toString() {
    int moves = Math.abs(generation) - 1;
    return moves == 0 ? id : id + " (moved " + moves + " times)";
  }
}
