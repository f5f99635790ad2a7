package smsgateway.store.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import smsgateway.api.Msisdn;
import smsgateway.api.Via;

/**
 * Which modems may send a segment, as a row of its own that many segments share.
 *
 * @param id 0 for every modem
 * @param patience milliseconds
 */
record Way(int id, List<List<String>> choices, boolean only, long patience) {
  /** Every modem. */
  static final Way ANY = new Way(0, List.of(), false, 0);

  private static final int LONGEST = 500;

  static Way of(int id, Via via) {
    return new Way(id, via.choices(), via.only(), via.patience().toMillis());
  }

  static Way read(int id, String choices, boolean only, long patience) {
    List<List<String>> groups = new ArrayList<>();
    for (String group : choices.split(",", -1)) {
      groups.add(Arrays.asList(group.split("\\+", -1)));
    }
    return new Way(id, groups, only, patience);
  }

  /** The choices as they are stored; what does not fit is left out, the last first. */
  String written() {
    String all = "";
    for (List<String> group : choices) {
      String longer = (all.isEmpty() ? "" : all + ",") + String.join("+", group);
      all = longer.length() <= LONGEST ? longer : all;
    }
    return all;
  }

  /** Place of a modem among the choices; behind the last for one that is not named. */
  int place(String modem, String sim) {
    for (int i = 0; i < choices.size(); i++) {
      if (choices.get(i).contains(modem) || choices.get(i).contains(Via.SIM + sim)) {
        return i;
      }
    }
    return choices.size();
  }

  /** A phrase for people, for example {@code over north or south only}. */
  String phrase() {
    if (choices.isEmpty()) {
      return "";
    }
    String names =
        choices.stream()
            .map(group -> group.stream().map(Way::shown).collect(Collectors.joining(" or ")))
            .collect(Collectors.joining(", then "));
    String others = only ? " only" : ", then any modem";
    boolean waits = choices.size() > 1 || !only;
    return "over "
        + names
        + others
        + (waits ? " (the next one when one is away for " + time() + ")" : "");
  }

  private String time() {
    Duration time = Duration.ofMillis(patience);
    return time.toSecondsPart() == 0 && !time.isZero()
        ? time.toMinutes() + " min"
        : time.toSeconds() + " s";
  }

  private static String shown(String name) {
    return name.startsWith(Via.SIM)
        ? "SIM " + Msisdn.mask(name.substring(Via.SIM.length()))
        : "modem " + name;
  }
}
