package smsgateway.modem.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import smsgateway.api.driver.ModemProfile;

/**
 * Chooses the parameters of {@code AT+CNMI} (3GPP TS 27.005 §3.4.1): received messages are stored
 * and announced, status reports come by {@code +CDSI} where they can be read back, else by {@code
 * +CDS}. Pure.
 */
final class CnmiChooser {
  private static final List<String> CHAIN = List.of("2,1,0,2,0", "2,1,0,1,0", "2,1", "1,1", "3,1");

  private CnmiChooser() {}

  /**
   * Settings to try in this order until one is accepted; when none is, the storages are polled.
   *
   * @param test what follows {@code +CNMI:} in the answer to {@code AT+CNMI=?}, or empty
   * @param reportsReadable whether the modem has a storage for status reports
   */
  static List<String> candidates(String test, boolean reportsReadable, ModemProfile profile) {
    Set<String> candidates = new LinkedHashSet<>();
    List<String> groups = AtFields.split(test);
    if (groups.size() >= 4) {
      List<String> values = new ArrayList<>();
      values.add(pick(groups.get(0), preferred(profile, "cnmi.mode", "2,1,3,0")));
      values.add(pick(groups.get(1), preferred(profile, "cnmi.mt", "1,0")));
      values.add(pick(groups.get(2), List.of("0")));
      values.add(
          pick(groups.get(3), preferred(profile, "cnmi.ds", reportsReadable ? "2,1,0" : "1,2,0")));
      if (groups.size() >= 5) {
        values.add(pick(groups.get(4), preferred(profile, "cnmi.bfr", "0,1")));
      }
      candidates.add(String.join(",", values));
    }
    candidates.addAll(CHAIN);
    return List.copyOf(candidates);
  }

  private static List<String> preferred(ModemProfile profile, String key, String otherwise) {
    List<String> own = profile.list(key, ",");
    return own.isEmpty() ? List.of(otherwise.split(",", -1)) : own;
  }

  private static String pick(String group, List<String> preferred) {
    Set<Integer> offered = AtFields.numbers(group);
    return preferred.stream()
        .filter(p -> offered.contains(Integer.valueOf(p)))
        .findFirst()
        .orElseGet(() -> offered.isEmpty() ? "0" : offered.iterator().next().toString());
  }
}
