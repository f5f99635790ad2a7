package smsgateway.modem.internal;

import java.util.Arrays;
import smsgateway.api.PduCodec;
import smsgateway.api.PduCodec.SubmitPdu;
import smsgateway.api.Submit;

/**
 * What a modem's last submits teach about the next: how long they take, and whether the modem keeps
 * the TP-MR it is given. Outlives a lost port. One thread.
 */
final class SubmitTimes {
  private static final int REMEMBERED = 50;

  private final long[] nanos = new long[REMEMBERED];
  private int count;
  private boolean keepsReference;

  /** Duration of the slowest of the last 50 accepted submits in nanoseconds; 0 before the first. */
  long slowest() {
    return Arrays.stream(nanos).max().orElse(0);
  }

  /** Remembers an accepted submit. */
  void took(long duration, Submit submit, int reference) {
    nanos[count++ % REMEMBERED] = duration;
    keepsReference = reference == reference(submit);
  }

  /**
   * Completes the PDU. A first submission asks for the low octet of the segment's id as TP-MR; a
   * resend repeats the unknown attempt's, with TP-RD if the modem kept ours last time: a TP-RD with
   * another reference would protect nothing.
   */
  SubmitPdu complete(PduCodec codec, Submit submit) {
    return codec.forSubmit(submit.tpdu(), reference(submit), repeats(submit), submit.remaining());
  }

  /** Whether this is sent with TP-RD, so that cause 197 says that the first copy was accepted. */
  boolean repeats(Submit submit) {
    return keepsReference && submit.resendReference().isPresent();
  }

  private static int reference(Submit submit) {
    return submit.resendReference().orElse((int) (submit.segmentId() & 0xFF));
  }
}
