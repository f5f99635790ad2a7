package smsgateway.modem.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import smsgateway.api.Modem;
import smsgateway.api.ModemActions;
import smsgateway.api.PduCodec;
import smsgateway.api.driver.ModemDriver;
import smsgateway.api.driver.TransportProvider;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.modem.internal.check.Actions;
import smsgateway.modem.internal.check.SerialPorts;

/** Takes the orders of {@link ModemActions}. */
@Component(service = ModemActions.class)
public final class ActionDesk implements ModemActions {
  private final Actions actions;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = ModemDriver.class)
  private volatile List<Map.Entry<Map<String, Object>, ModemDriver>> drivers = List.of();

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      service = TransportProvider.class)
  private volatile List<Map.Entry<Map<String, Object>, TransportProvider>> transports = List.of();

  @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
  private volatile List<Modem> modems = List.of();

  /** Ready at once. */
  @Activate
  public ActionDesk(@Reference PduCodec codec, BundleContext context) {
    TestBench bench =
        new TestBench(
            new Ports(() -> transports),
            () -> drivers.stream().map(Candidate::of).toList(),
            codec,
            new PinAttempts(SerialModem.durableFolder(context)),
            Timing.REAL);
    actions = new Actions(bench, new SerialPorts(this::held), codec);
  }

  private Map<String, String> held() {
    Map<String, String> held = new TreeMap<>();
    modems.forEach(modem -> held.put(modem.name(), modem.status().port()));
    return held;
  }

  /** Ends what goes on; ports are closed on return. */
  @Deactivate
  public void stop() {
    actions.close();
  }

  @Override
  public long start(Action action) {
    return actions.start(action);
  }

  @Override
  public Progress progress(long id, int from) {
    return actions.progress(id, from);
  }

  @Override
  public void cancel(long id) {
    actions.cancel(id);
  }
}
