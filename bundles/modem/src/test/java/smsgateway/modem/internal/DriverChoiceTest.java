package smsgateway.modem.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import smsgateway.api.driver.ModemDriver;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.api.driver.ModemProfile;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.modem.internal.DriverChoice.Chosen;

class DriverChoiceTest {
  private static final ModemIdentity IDENTITY = new ModemIdentity("Maker", "Model", "", "");
  private static final Candidate GENERIC = Bench.candidate("generic", 1, Map.of());

  private static Optional<String> choose(String wanted, Candidate... candidates) {
    return DriverChoice.choose(List.of(candidates), wanted, IDENTITY).map(Chosen::family);
  }

  @Test
  void theHighestClaimWins() {
    assertThat(
            choose(
                "auto",
                GENERIC,
                Bench.candidate("a", 60, Map.of()),
                Bench.candidate("b", 80, Map.of())))
        .contains("b");
  }

  @Test
  void withoutClaimTheGenericDriverIsUsed() {
    assertThat(choose("auto", Bench.candidate("a", 49, Map.of()), GENERIC)).contains("generic");
    assertThat(choose("auto", Bench.candidate("a", 49, Map.of()))).isEmpty();
  }

  @Test
  void aNamedFamilyIsUsedWhateverItsScore() {
    assertThat(choose("a", GENERIC, Bench.candidate("a", 0, Map.of()))).contains("a");
    assertThat(choose("b", GENERIC)).isEmpty();
  }

  @Test
  void anAliasLiesOnItsCoreAndIsNotThereWithoutIt() {
    Candidate core = Bench.candidate("core", 0, Map.of("storage", "ME", "reset", "AT+R"));
    Candidate alias = Bench.candidate("alias", 90, Map.of("core", "core", "storage", "SM"));
    assertThat(choose("auto", GENERIC, alias)).contains("generic");
    Chosen chosen =
        DriverChoice.choose(List.of(GENERIC, alias, core), "auto", IDENTITY).orElseThrow();
    assertThat(chosen.family()).isEqualTo("alias");
    assertThat(chosen.profile().text("storage", "")).isEqualTo("SM");
    assertThat(chosen.profile().text("reset", "")).isEqualTo("AT+R");
  }

  @Test
  void ofOneFamilyTheHigherRankingWins() {
    Candidate older = ranked(1_000, 5, GENERIC.driver());
    Candidate newer = ranked(1_001, 9, Bench.candidate("generic", 1, Map.of()).driver());
    assertThat(DriverChoice.choose(List.of(older, newer), "auto", IDENTITY))
        .map(Chosen::driver)
        .contains(newer.driver());
    assertThat(DriverChoice.choose(List.of(newer, older), "auto", IDENTITY))
        .map(Chosen::driver)
        .contains(newer.driver());
  }

  private static Candidate ranked(int ranking, long id, ModemDriver driver) {
    return Candidate.of(
        Map.entry(
            Map.of("family", "generic", "service.ranking", ranking, "service.id", id), driver));
  }

  @Test
  void aDriverThatFailsCountsAsGone() {
    ModemDriver leaving =
        new ModemDriver() {
          @Override
          public int score(ModemIdentity identity) {
            throw new IllegalStateException("bundle stopped");
          }

          @Override
          public ModemProfile profile() {
            throw new NoClassDefFoundError("bundle stopped");
          }
        };
    assertThat(choose("auto", new Candidate(leaving, "a", 0, 1), GENERIC)).contains("generic");
    assertThat(choose("a", new Candidate(leaving, "a", 0, 1), GENERIC)).isEmpty();
  }

  @Test
  void aDriverThatFailsInTheMiddleHasLeftAndThePduStaysAsItIs() {
    ModemDriver leaving =
        new ModemDriver() {
          @Override
          public int score(ModemIdentity identity) {
            return 1;
          }

          @Override
          public ModemProfile profile() {
            return new ModemProfile(Map.of());
          }

          @Override
          public String fixPdu(String hex) {
            throw new NoClassDefFoundError("bundle stopped");
          }
        };
    List<Candidate> drivers = List.of(new Candidate(leaving, "generic", 0, 1));
    Chosen chosen = DriverChoice.choose(drivers, "auto", IDENTITY).orElseThrow();
    DriverWatch watch = new DriverWatch(() -> drivers, "auto", IDENTITY, chosen);
    assertThat(watch.changed()).isFalse();
    assertThat(watch.fix("0011")).isEqualTo("0011");
    assertThat(watch.changed()).isTrue();
  }
}
