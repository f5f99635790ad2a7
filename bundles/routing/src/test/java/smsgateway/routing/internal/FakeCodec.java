package smsgateway.routing.internal;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import smsgateway.api.PduCodec;
import smsgateway.api.PduFormatException;

/** A codec that knows what it was told: a PDU is a name, its meaning is set by the test. */
final class FakeCodec implements PduCodec {
  private final Map<String, Received> meanings = new HashMap<>();

  /** What {@link #plan} was asked last. */
  Optional<PlanRequest> planned = Optional.empty();

  /** Number of segments of every plan. */
  int parts = 1;

  /** What forced UCS-2 in every plan. */
  Optional<String> ucs2Because = Optional.empty();

  static Deliver text(String originator, String text) {
    return new Deliver(
        originator, originator.startsWith("+"), text, Optional.empty(), Optional.empty(), false);
  }

  FakeCodec means(String hex, Received received) {
    meanings.put(hex, received);
    return this;
  }

  @Override
  public Plan plan(PlanRequest request) throws PduFormatException {
    if (parts > 255) {
      throw new PduFormatException("text", -1, "needs more than 255 segments");
    }
    planned = Optional.of(request);
    return new Plan(Collections.nCopies(parts, "TPDU"), ucs2Because);
  }

  @Override
  public SubmitPdu forSubmit(String tpdu, int reference, boolean reject, Duration remaining) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Received decode(String hex) throws PduFormatException {
    if (hex.equals("BUG")) {
      throw new IllegalStateException("the text of a message");
    }
    Received received = meanings.get(hex);
    if (received == null) {
      throw new PduFormatException("deliver.udl", 7, "runs past the end");
    }
    return received;
  }

  @Override
  public String assemble(List<String> segments) throws PduFormatException {
    return segments.stream()
        .map(s -> s == null ? "[missing]" : ((Deliver) meanings.get(s)).text())
        .collect(Collectors.joining());
  }

  @Override
  public List<String> explain(String hex) {
    return List.of("explained " + hex);
  }
}
