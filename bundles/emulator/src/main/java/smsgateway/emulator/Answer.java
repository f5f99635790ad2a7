package smsgateway.emulator;

import java.util.List;

/**
 * What a command answers.
 *
 * @param lines information lines
 * @param kind the final result
 * @param code number of a CME or CMS error
 */
record Answer(List<String> lines, Kind kind, int code) {
  enum Kind {
    OK,
    ERROR,
    CME,
    CMS,
    /** No final result yet: the prompt for a PDU. */
    PROMPT,
    /** No final result at all. */
    NOTHING
  }

  static Answer ok(String... lines) {
    return new Answer(List.of(lines), Kind.OK, 0);
  }

  static Answer ok(List<String> lines) {
    return new Answer(List.copyOf(lines), Kind.OK, 0);
  }

  static Answer error() {
    return new Answer(List.of(), Kind.ERROR, 0);
  }

  static Answer cme(int code) {
    return new Answer(List.of(), Kind.CME, code);
  }

  static Answer cms(int code) {
    return new Answer(List.of(), Kind.CMS, code);
  }

  static Answer prompt() {
    return new Answer(List.of(), Kind.PROMPT, 0);
  }

  static Answer nothing() {
    return new Answer(List.of(), Kind.NOTHING, 0);
  }

  /** OK, or the CME error when the code is not 0. */
  static Answer okOrCme(int code) {
    return code == 0 ? ok() : cme(code);
  }
}
