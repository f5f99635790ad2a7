package smsgateway.driver.generic.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import smsgateway.api.driver.ModemIdentity;

class GenericDriverTest {
  private final GenericDriver driver = new GenericDriver();

  @Test
  void everyModemFitsButAnyOtherDriverFitsBetter() {
    assertThat(driver.score(new ModemIdentity("", "", "", ""))).isEqualTo(1);
    assertThat(driver.score(new ModemIdentity("huawei", "E1550", "", ""))).isEqualTo(1);
  }

  @Test
  void theProfileLeavesEveryDefaultOfTheRuntime() {
    assertThat(driver.profile().number("submit.seconds", 60)).isEqualTo(60);
    assertThat(driver.profile().list("init", ";")).isEmpty();
    assertThat(driver.profile().flag("cpin.noOk", false)).isFalse();
  }

  @Test
  void pdusStayAsTheyAre() {
    assertThat(driver.fixPdu("0011000B")).isEqualTo("0011000B");
  }
}
