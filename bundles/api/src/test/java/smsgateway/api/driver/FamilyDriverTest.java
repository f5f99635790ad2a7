package smsgateway.api.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class FamilyDriverTest {
  private static final ModemProfile PROFILE =
      new ModemProfile(
          Map.of(
              "match.model", "E1550,E173",
              "match.cgmm", "^E[0-9]",
              "match.cgmi", "huawei",
              "match.ati", "huawei",
              "match.usb", "12d1,12d1:1001"));

  @ParameterizedTest
  @CsvSource({
    "huawei, E1550, '', '', 90",
    "HUAWEI, e303, '', '', 70",
    "huawei, K3765, '', '', 30",
    "'', E173, Huawei E173, '', 80",
    "'', E303, '', '', 40",
    "'', E303, '', 12d1:1001, 80",
    "'', '', '', 12d1:ffff, 15",
    "ZTE, E1550, '', '', -40",
    "'', '', '', '', 0"
  })
  void whatAModemSaysAboutItselfAddsUp(
      String maker, String model, String information, String usb, int score) {
    ModemIdentity identity = new ModemIdentity(maker, model, "", information, "", usb);
    assertThat(ProfileMatch.score(PROFILE, identity)).isEqualTo(score);
  }

  @Test
  void ofAnAliasTheOwnKeysWin() {
    ModemProfile alias = new ModemProfile(Map.of("match.cgmi", "other", "core", "huawei"));
    assertThat(alias.over(PROFILE).text("match.cgmi", "")).isEqualTo("other");
    assertThat(alias.over(PROFILE).text("match.ati", "")).isEqualTo("huawei");
  }

  @Test
  void aDriverWithoutItsProfileIsNotMade() {
    assertThatThrownBy(() -> new FamilyDriver("nothing") {})
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("nothing.properties");
  }

  @Test
  void aNewerBundleVersionRanksHigher() {
    assertThat(FamilyDriver.ranking(new Version("0.1.1")))
        .isGreaterThan(FamilyDriver.ranking(new Version("0.1.0")));
    assertThat(FamilyDriver.ranking(new Version("1.0.0")))
        .isGreaterThan(FamilyDriver.ranking(new Version("0.999.4000")));
    assertThat(FamilyDriver.ranking(new Version("5000.0.0"))).isPositive();
  }
}
