package smsgateway.driver.wavecom.internal;

import java.util.Map;
import smsgateway.api.driver.ModemDriver;
import smsgateway.modem.internal.DriverStand;
import smsgateway.modem.internal.ModemDriverContract;

class WavecomDriverTest implements ModemDriverContract {
  @Override
  public Map<String, ModemDriver> drivers() {
    return Map.of(family(), new WavecomDriver());
  }

  @Override
  public String family() {
    return "wavecom";
  }

  @Override
  public String device() {
    return "wavecom-m1206b";
  }

  @Override
  public boolean worksWithThisDriverOnly(DriverStand stand) throws Exception {
    // Reports read from SR have octets too many.
    stand.send("with a report");
    return stand.receivesReport();
  }
}
