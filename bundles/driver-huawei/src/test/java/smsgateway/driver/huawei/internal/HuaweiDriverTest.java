package smsgateway.driver.huawei.internal;

import java.util.Map;
import smsgateway.api.driver.ModemDriver;
import smsgateway.modem.internal.DriverStand;
import smsgateway.modem.internal.ModemDriverContract;

class HuaweiDriverTest implements ModemDriverContract {
  @Override
  public Map<String, ModemDriver> drivers() {
    return Map.of(family(), new HuaweiDriver());
  }

  @Override
  public String family() {
    return "huawei";
  }

  @Override
  public String device() {
    return "huawei-e1550";
  }

  @Override
  public boolean worksWithThisDriverOnly(DriverStand stand) throws Exception {
    // Reports announced in SR cannot be read, and mode 2 is refused.
    stand.send("with a report");
    return stand.receivesReport();
  }
}
