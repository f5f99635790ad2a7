package smsgateway.pdu.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import smsgateway.api.PduCodec;
import smsgateway.api.PduFormatException;
import smsgateway.pdu.Address;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Decoded;
import smsgateway.pdu.Direction;
import smsgateway.pdu.Gsm7Encoder;
import smsgateway.pdu.Mode;
import smsgateway.pdu.Octets;
import smsgateway.pdu.PduException;
import smsgateway.pdu.PlanOptions;
import smsgateway.pdu.Planner;
import smsgateway.pdu.Reassembly;
import smsgateway.pdu.SegmentOptions;
import smsgateway.pdu.Segmentation;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.ValidityPeriod;

/** The codec as the other bundles see it: the library behind {@code smsgateway.api} records. */
@Component(service = PduCodec.class)
public final class PduCodecService implements PduCodec {
  private static final int REFERENCE = 0xFF;

  /** {@inheritDoc} Only the low eight bits of the concatenation reference are used. */
  @Override
  public Plan plan(PlanRequest request) throws PduFormatException {
    Segmentation segmentation = segmentation(request);
    Address destination = Address.of(request.destination().value());
    Dcs dcs = Dcs.of(segmentation.alphabet(), request.flash());
    List<String> tpdus =
        segmentation.segments().stream()
            .map(data -> smsgateway.pdu.Submit.of(destination, dcs, data))
            .map(submit -> submit.withStatusReportRequest(request.statusReport()))
            .map(submit -> Octets.of(submit.encode()).toHex())
            .toList();
    String missing = Gsm7Encoder.DEFAULT.missing(request.text());
    return new Plan(tpdus, Optional.of(missing).filter(s -> !s.isEmpty()));
  }

  private static Segmentation segmentation(PlanRequest request) throws PduFormatException {
    try {
      int reference = request.concatenationReference() & REFERENCE;
      PlanOptions options = PlanOptions.of(SegmentOptions.reference8(reference));
      return Planner.plan(request.text(), request.numbered() ? options.withNumbers() : options)
          .segmentation();
    } catch (PduException fault) {
      throw published(fault);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the TPDU is no SMS-SUBMIT as {@link #plan} makes it or
   *     the reference is no octet
   */
  @Override
  public SubmitPdu forSubmit(
      String tpdu, int messageReference, boolean rejectDuplicates, Duration remaining) {
    AtPdu pdu =
        new AtPdu(
            Optional.empty(),
            planned(tpdu)
                .withMessageReference(messageReference)
                .withRejectDuplicates(rejectDuplicates)
                .withValidity(ValidityPeriod.Relative.atLeast(remaining)));
    byte[] octets = pdu.encode();
    return new SubmitPdu(Octets.of(octets).toHex(), octets.length - 1);
  }

  private static smsgateway.pdu.Submit planned(String hex) {
    try {
      byte[] octets = Octets.ofHex(hex).toByteArray();
      Tpdu tpdu = Tpdu.decode(octets, Direction.MS_TO_SC, Mode.STRICT).value();
      if (tpdu instanceof smsgateway.pdu.Submit submit) {
        return submit;
      }
    } catch (PduException fault) {
      throw new IllegalArgumentException("not a planned SMS-SUBMIT: " + fault.getMessage(), fault);
    }
    throw new IllegalArgumentException("not a planned SMS-SUBMIT");
  }

  /** {@inheritDoc} The filler of an empty storage slot is {@link Other}. */
  @Override
  public Received decode(String hex) throws PduFormatException {
    try {
      return ReceivedView.of(AtPdu.decodeStored(hex, Mode.LENIENT).value().tpdu());
    } catch (PduException fault) {
      if (fault.kind() == PduException.Kind.EMPTY) {
        return new Other(fault.detail());
      }
      throw published(fault);
    }
  }

  @Override
  public String assemble(List<String> segments) throws PduFormatException {
    Reassembly message = new Reassembly();
    for (int i = 0; i < segments.size(); i++) {
      String segment = segments.get(i);
      if (segment == null) {
        message.gap("[" + (i + 1) + "/" + segments.size() + " missing]");
      } else {
        append(message, segment);
      }
    }
    return ReceivedView.readable(message.text());
  }

  private static void append(Reassembly message, String hex) throws PduFormatException {
    try {
      Decoded<AtPdu> decoded = AtPdu.decodeStored(hex, Mode.LENIENT);
      if (decoded.value().tpdu() instanceof smsgateway.pdu.Deliver deliver) {
        message.append(deliver.userData());
        return;
      }
    } catch (PduException fault) {
      throw published(fault);
    }
    throw new PduFormatException("first-octet", -1, "a segment is an SMS-DELIVER");
  }

  @Override
  public List<String> explain(String hex) {
    try {
      return Explanation.of(AnyPdu.decode(hex));
    } catch (PduException fault) {
      return List.of(sentence(fault));
    }
  }

  private static String sentence(PduException fault) {
    return switch (fault.kind()) {
      case BAD_HEX ->
          "cannot be decoded: digit "
              + (2 * fault.offset() + 1)
              + " or the next is no hexadecimal digit (0-9, A-F): "
              + fault.detail();
      case EMPTY -> "cannot be decoded: it is the filler of an empty storage slot";
      default -> "cannot be decoded: " + fault.getMessage();
    };
  }

  private static PduFormatException published(PduException fault) {
    return new PduFormatException(fault.field(), fault.offset(), fault.detail());
  }
}
