package smsgateway.driver.quectel.internal;

import java.util.Map;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.driver.ModemDriver;
import smsgateway.modem.internal.DriverStand;
import smsgateway.modem.internal.ModemDriverContract;

class QuectelDriverTest implements ModemDriverContract {
  @Override
  public Map<String, ModemDriver> drivers() {
    return Map.of(family(), new QuectelDriver());
  }

  @Override
  public String family() {
    return "quectel";
  }

  @Override
  public String device() {
    return "quectel-ec25";
  }

  @Override
  public boolean worksWithThisDriverOnly(DriverStand stand) throws Exception {
    // An LTE network takes 90 seconds for a submit.
    stand.ready();
    stand.modem().latency(DriverStand.SECOND.multipliedBy(90));
    return stand.send("slow").get(0) instanceof Submitted;
  }
}
