package smsgateway.driver.sonyericsson.internal;

import java.util.Map;
import smsgateway.api.SubmitOutcome.Submitted;
import smsgateway.api.driver.ModemDriver;
import smsgateway.modem.internal.DriverStand;
import smsgateway.modem.internal.ModemDriverContract;

class SonyEricssonDriverTest implements ModemDriverContract {
  @Override
  public Map<String, ModemDriver> drivers() {
    return Map.of(family(), new SonyEricssonDriver());
  }

  @Override
  public String family() {
    return "sony-ericsson";
  }

  @Override
  public String device() {
    return "sonyericsson-t610";
  }

  @Override
  public boolean worksWithThisDriverOnly(DriverStand stand) throws Exception {
    // A call sets the phone back to text mode.
    stand.ready();
    stand.modem().unsolicited("RING");
    return stand.send("after a call").get(0) instanceof Submitted;
  }
}
