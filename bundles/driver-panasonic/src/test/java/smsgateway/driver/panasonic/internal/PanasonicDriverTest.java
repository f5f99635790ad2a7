package smsgateway.driver.panasonic.internal;

import java.util.Map;
import smsgateway.api.driver.ModemDriver;
import smsgateway.modem.internal.DriverStand;
import smsgateway.modem.internal.ModemDriverContract;

class PanasonicDriverTest implements ModemDriverContract {
  @Override
  public Map<String, ModemDriver> drivers() {
    return Map.of(family(), new PanasonicDriver());
  }

  @Override
  public String family() {
    return "panasonic";
  }

  @Override
  public String device() {
    return "panasonic-gd87";
  }

  @Override
  public boolean worksWithThisDriverOnly(DriverStand stand) throws Exception {
    // Nothing about the PIN is ever sent.
    stand.ready();
    return stand.modem().counters().lines("AT+CPIN?") == 0;
  }

  @Override
  public boolean reports() {
    return false;
  }

  @Override
  public boolean entersPin() {
    return false;
  }
}
