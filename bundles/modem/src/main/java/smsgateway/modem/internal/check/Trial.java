package smsgateway.modem.internal.check;

import smsgateway.api.ModemActions.TestPort;
import smsgateway.modem.internal.TestBench;
import smsgateway.modem.internal.TestLine;
import smsgateway.modem.internal.Timing;

/** What the steps of one device test have in common. */
record Trial(
    TestLine line, Transcript transcript, TestBench bench, TestPort request, Findings findings) {
  Timing timing() {
    return bench.timing();
  }
}
