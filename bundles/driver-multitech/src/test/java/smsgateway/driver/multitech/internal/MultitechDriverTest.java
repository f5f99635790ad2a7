package smsgateway.driver.multitech.internal;

import java.util.Map;
import smsgateway.api.driver.ModemDriver;
import smsgateway.driver.wavecom.internal.WavecomDriver;
import smsgateway.modem.internal.DriverStand;
import smsgateway.modem.internal.ModemDriverContract;

class MultitechDriverTest implements ModemDriverContract {
  @Override
  public Map<String, ModemDriver> drivers() {
    return Map.of(family(), new MultitechDriver(), "wavecom", new WavecomDriver());
  }

  @Override
  public String family() {
    return "multitech";
  }

  @Override
  public String device() {
    return "multitech-mtcba";
  }

  @Override
  public boolean worksWithThisDriverOnly(DriverStand stand) throws Exception {
    // The hook of the core.
    stand.send("with a report");
    return stand.receivesReport();
  }
}
