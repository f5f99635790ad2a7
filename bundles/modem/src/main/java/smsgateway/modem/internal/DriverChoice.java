package smsgateway.modem.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import smsgateway.api.driver.ModemDriver;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.ModemProfile;

/**
 * Finds the driver for a modem: of each family the highest {@code service.ranking}; then the
 * configured family, or the highest score from 50 on, or the generic one. A driver that fails in a
 * call counts as absent, because its bundle may be leaving.
 */
final class DriverChoice {
  static final String GENERIC = "generic";
  private static final int CLAIM = 50;

  /** A registered driver with its service properties. */
  record Candidate(ModemDriver driver, String family, int ranking, long id) {
    static Candidate of(Map.Entry<Map<String, Object>, ModemDriver> service) {
      Map<String, Object> properties = service.getKey();
      return new Candidate(
          service.getValue(),
          String.valueOf(properties.getOrDefault(ModemDriver.FAMILY, "")),
          properties.get("service.ranking") instanceof Integer ranking ? ranking : 0,
          properties.get("service.id") instanceof Long id ? id : 0);
    }
  }

  /**
   * The driver in use.
   *
   * @param core the driver under an alias; empty for any other
   */
  record Chosen(
      ModemDriver driver, Optional<ModemDriver> core, String family, ModemProfile profile) {
    /** Whether both are made of the same drivers. */
    boolean same(Chosen other) {
      return driver.equals(other.driver) && core.equals(other.core);
    }
  }

  private DriverChoice() {}

  /**
   * Chooses.
   *
   * @param wanted a family, or {@code auto}
   * @return empty when no driver fits
   */
  static Optional<Chosen> choose(
      List<Candidate> candidates, String wanted, ModemIdentity identity) {
    Map<String, Candidate> best = new HashMap<>();
    candidates.forEach(c -> best.merge(c.family(), c, DriverChoice::higher));
    if (!wanted.equals(ModemSettings.AUTO)) {
      return Optional.ofNullable(best.get(wanted)).flatMap(c -> load(c, best));
    }
    return best.values().stream()
        .map(c -> Map.entry(score(c, identity), c))
        .filter(e -> e.getKey() >= CLAIM || e.getValue().family().equals(GENERIC))
        .sorted(
            Comparator.<Map.Entry<Integer, Candidate>>comparingInt(Map.Entry::getKey)
                .reversed()
                .thenComparing(e -> e.getValue().family()))
        .flatMap(e -> load(e.getValue(), best).stream())
        .findFirst();
  }

  private static Candidate higher(Candidate a, Candidate b) {
    int byRanking = Integer.compare(a.ranking(), b.ranking());
    return byRanking > 0 || (byRanking == 0 && a.id() <= b.id()) ? a : b;
  }

  private static int score(Candidate candidate, ModemIdentity identity) {
    try {
      return candidate.driver().score(identity);
    } catch (RuntimeException | LinkageError e) {
      return -1;
    }
  }

  /** An alias whose core is not installed is not there either. */
  private static Optional<Chosen> load(Candidate candidate, Map<String, Candidate> best) {
    try {
      ModemDriver driver = candidate.driver();
      ModemProfile profile = driver.profile();
      String core = profile.text("core", "");
      if (core.isEmpty()) {
        return Optional.of(new Chosen(driver, Optional.empty(), candidate.family(), profile));
      }
      return Optional.ofNullable(best.get(core))
          .map(Candidate::driver)
          .map(
              under ->
                  new Chosen(
                      driver,
                      Optional.of(under),
                      candidate.family(),
                      profile.over(under.profile())));
    } catch (RuntimeException | LinkageError e) {
      return Optional.empty();
    }
  }
}
