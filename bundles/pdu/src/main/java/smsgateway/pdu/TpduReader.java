package smsgateway.pdu;

import java.util.Optional;
import java.util.OptionalInt;
import smsgateway.pdu.PduException.Kind;

/** Reads TPDUs field by field. */
final class TpduReader {
  private static final String FIRST_OCTET = "first-octet";
  private static final String PID = "pid";
  private static final String DCS = "dcs";
  private static final String MR = "mr";
  private static final String SCTS = "scts";
  private static final String VP = "vp";
  private static final String PI = "pi";

  private final OctetReader in;
  private final int first;

  private TpduReader(OctetReader in, int first) {
    this.in = in;
    this.first = first;
  }

  static Tpdu read(OctetReader in, Direction direction) throws PduException {
    int at = in.position();
    int first = in.octet(FIRST_OCTET);
    int type = first & FirstOctet.MTI;
    Tpdu tpdu = new TpduReader(in, first).read(direction, type, at);
    in.end();
    return tpdu;
  }

  private Tpdu read(Direction direction, int type, int at) throws PduException {
    if (direction == Direction.MS_TO_SC) {
      if (type == FirstOctet.SUBMIT) {
        return submit();
      }
    } else if (type == FirstOctet.STATUS_REPORT) {
      return statusReport();
    } else if (type == FirstOctet.DELIVER) {
      return deliver();
    } else if (type == FirstOctet.MTI) {
      in.forgive(Kind.RESERVED, FIRST_OCTET, at, "reserved TP-MTI 3, read as SMS-DELIVER");
      return deliver();
    }
    throw in.fault(Kind.UNSUPPORTED, FIRST_OCTET, at, "TP-MTI " + type + " " + direction);
  }

  private Deliver deliver() throws PduException {
    in.enter("deliver");
    Address originator = AddressCodec.read(in, AddressField.ORIGINATOR);
    int pid = in.octet(PID);
    Dcs dcs = new Dcs(in.octet(DCS));
    TimeStamp time = new TimeStamp(in.sevenOctets(SCTS));
    return new Deliver(
        !flag(FirstOctet.NO_MORE_MESSAGES),
        flag(FirstOctet.LOOP_PREVENTION),
        flag(FirstOctet.STATUS_REPORT_FLAG),
        flag(FirstOctet.REPLY_PATH),
        originator,
        pid,
        dcs,
        time,
        UserDataCodec.read(in, dcs, flag(FirstOctet.UDHI)));
  }

  private Submit submit() throws PduException {
    in.enter("submit");
    int reference = in.octet(MR);
    Address destination = AddressCodec.read(in, AddressField.DESTINATION);
    int pid = in.octet(PID);
    Dcs dcs = new Dcs(in.octet(DCS));
    ValidityPeriod validity = validity();
    return new Submit(
        flag(FirstOctet.REJECT_DUPLICATES),
        flag(FirstOctet.STATUS_REPORT_FLAG),
        flag(FirstOctet.REPLY_PATH),
        reference,
        destination,
        pid,
        dcs,
        validity,
        UserDataCodec.read(in, dcs, flag(FirstOctet.UDHI)));
  }

  private ValidityPeriod validity() throws PduException {
    return switch ((first >> FirstOctet.VALIDITY_SHIFT) & 3) {
      case 1 -> new ValidityPeriod.Enhanced(in.sevenOctets(VP));
      case 2 -> new ValidityPeriod.Relative(in.octet(VP));
      case 3 -> new ValidityPeriod.Absolute(new TimeStamp(in.sevenOctets(VP)));
      default -> ValidityPeriod.NONE;
    };
  }

  private StatusReport statusReport() throws PduException {
    in.enter("status-report");
    return new StatusReport(
        !flag(FirstOctet.NO_MORE_MESSAGES),
        flag(FirstOctet.LOOP_PREVENTION),
        flag(FirstOctet.STATUS_REPORT_FLAG),
        in.octet(MR),
        AddressCodec.read(in, AddressField.RECIPIENT),
        new TimeStamp(in.sevenOctets(SCTS)),
        new TimeStamp(in.sevenOctets("discharge")),
        in.octet("status"),
        parameters());
  }

  private Optional<Parameters> parameters() throws PduException {
    if (in.remaining() == 0 || (in.lenient() && onlyPadding())) {
      return Optional.empty();
    }
    int start = in.position();
    int indicator = in.octet(PI);
    for (int octet = indicator; octet >= Parameters.EXTENSION; ) {
      octet = in.octet(PI);
    }
    Octets indicators = Octets.copy(in.array(), start, in.position());
    OptionalInt pid =
        (indicator & Parameters.PID) != 0 ? OptionalInt.of(in.octet(PID)) : OptionalInt.empty();
    Optional<Dcs> dcs =
        (indicator & Parameters.DCS) != 0 ? Optional.of(new Dcs(in.octet(DCS))) : Optional.empty();
    Optional<UserData> data = Optional.empty();
    if ((indicator & Parameters.USER_DATA) != 0) {
      data = Optional.of(UserDataCodec.read(in, dcs.orElse(Dcs.GSM7), flag(FirstOctet.UDHI)));
    }
    return Optional.of(new Parameters(indicators, pid, dcs, data));
  }

  /** A SIM record is read with the filler behind the report. */
  private boolean onlyPadding() {
    for (int i = 0; i < in.remaining(); i++) {
      if (in.peek(i) != 0xFF) {
        return false;
      }
    }
    return true;
  }

  private boolean flag(int bit) {
    return (first & bit) != 0;
  }
}
