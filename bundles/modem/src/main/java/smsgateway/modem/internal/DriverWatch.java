package smsgateway.modem.internal;

import java.util.List;
import java.util.function.Supplier;
import smsgateway.api.driver.ModemIdentity;
import smsgateway.modem.internal.DriverChoice.Candidate;
import smsgateway.modem.internal.DriverChoice.Chosen;

/** Watches whether the driver in use is still there and still the best. Worker thread only. */
final class DriverWatch {
  private final Supplier<List<Candidate>> drivers;
  private final String wanted;
  private final ModemIdentity identity;
  private final Chosen chosen;
  private List<Candidate> seen = List.of();
  private boolean changed;

  DriverWatch(
      Supplier<List<Candidate>> drivers, String wanted, ModemIdentity identity, Chosen chosen) {
    this.drivers = drivers;
    this.wanted = wanted;
    this.identity = identity;
    this.chosen = chosen;
  }

  /** Whether another driver should be used; drivers are asked only when their list changed. */
  boolean changed() {
    List<Candidate> now = drivers.get();
    if (!changed && !now.equals(seen)) {
      changed = DriverChoice.choose(now, wanted, identity).filter(chosen::same).isEmpty();
      seen = now;
    }
    return changed;
  }

  /** Has the driver repair a PDU; one that fails has left, and the PDU stays as it is. */
  String fix(String hex) {
    try {
      String fixed = chosen.core().isPresent() ? chosen.core().get().fixPdu(hex) : hex;
      return chosen.driver().fixPdu(fixed);
    } catch (IllegalStateException | LinkageError e) {
      changed = true;
      return hex;
    }
  }
}
