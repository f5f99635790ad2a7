package smsgateway.pdu;

import java.util.Optional;
import java.util.OptionalInt;
import smsgateway.pdu.PduException.Kind;

/** Reads TPDUs field by field. */
final class TpduReader {
  static final String FIRST_OCTET = "first-octet";
  private static final String FCS = "fcs";
  private static final String PID = "pid";
  private static final String DCS = "dcs";
  private static final String MR = "mr";
  private static final String SCTS = "scts";
  private static final String VP = "vp";
  private static final String PI = "pi";

  private final OctetReader in;
  private final RpContext rp;
  private final int first;

  private TpduReader(OctetReader in, RpContext rp, int first) {
    this.in = in;
    this.rp = rp;
    this.first = first;
  }

  static Tpdu read(OctetReader in, Direction direction, RpContext rp) throws PduException {
    int at = in.position();
    TpduReader reader = new TpduReader(in, rp, in.octet(FIRST_OCTET));
    Tpdu tpdu = direction == Direction.SC_TO_MS ? reader.received(at) : reader.sent(at);
    in.end();
    return tpdu;
  }

  private Tpdu received(int at) throws PduException {
    return switch (first & FirstOctet.MTI) {
      case FirstOctet.DELIVER -> deliver();
      case FirstOctet.SUBMIT_REPORT -> submitReport();
      case FirstOctet.STATUS_REPORT -> statusReport();
      default -> {
        in.forgive(Kind.RESERVED, FIRST_OCTET, at, "reserved TP-MTI 3, read as SMS-DELIVER");
        yield deliver();
      }
    };
  }

  private Tpdu sent(int at) throws PduException {
    return switch (first & FirstOctet.MTI) {
      case FirstOctet.DELIVER_REPORT -> deliverReport();
      case FirstOctet.SUBMIT -> submit();
      case FirstOctet.COMMAND -> command();
      default -> throw in.fault(Kind.RESERVED, FIRST_OCTET, at, "reserved TP-MTI 3");
    };
  }

  private Deliver deliver() throws PduException {
    in.enter("deliver");
    Address originator = AddressCodec.read(in, AddressField.ORIGINATOR);
    int pid = in.octet(PID);
    Dcs dcs = new Dcs(in.octet(DCS));
    TimeStamp time = time(SCTS);
    return new Deliver(
        !flag(FirstOctet.NO_MORE_MESSAGES),
        flag(FirstOctet.LOOP_PREVENTION),
        flag(FirstOctet.STATUS_REPORT_FLAG),
        flag(FirstOctet.REPLY_PATH),
        originator,
        pid,
        dcs,
        time,
        userData(UserDataField.MESSAGE, dcs));
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
        userData(UserDataField.MESSAGE, dcs));
  }

  private ValidityPeriod validity() throws PduException {
    return switch ((first >> FirstOctet.VALIDITY_SHIFT) & 3) {
      case 1 -> new ValidityPeriod.Enhanced(in.sevenOctets(VP));
      case 2 -> new ValidityPeriod.Relative(in.octet(VP));
      case 3 -> new ValidityPeriod.Absolute(time(VP));
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
        time(SCTS),
        time("discharge"),
        in.octet("status"),
        in.remaining() == 0 || (in.lenient() && onlyPadding())
            ? Optional.empty()
            : Optional.of(parameters(indicators(), UserDataField.STATUS_REPORT)));
  }

  private DeliverReport deliverReport() throws PduException {
    in.enter("deliver-report");
    OptionalInt cause = failureCause();
    return new DeliverReport(cause, parameters(indicators(), UserDataField.DELIVER_REPORT));
  }

  private SubmitReport submitReport() throws PduException {
    in.enter("submit-report");
    OptionalInt cause = failureCause();
    Octets indicators = indicators();
    TimeStamp time = time(SCTS);
    return new SubmitReport(cause, time, parameters(indicators, UserDataField.SUBMIT_REPORT));
  }

  private OptionalInt failureCause() throws PduException {
    return rp == RpContext.ERROR ? OptionalInt.of(in.octet(FCS)) : OptionalInt.empty();
  }

  private Command command() throws PduException {
    in.enter("command");
    return new Command(
        flag(FirstOctet.STATUS_REPORT_FLAG),
        in.octet(MR),
        in.octet(PID),
        in.octet("command-type"),
        in.octet("message-number"),
        AddressCodec.read(in, AddressField.DESTINATION),
        (UserData.Binary) userData(UserDataField.COMMAND, Dcs.OCTETS));
  }

  private Octets indicators() throws PduException {
    int start = in.position();
    while (in.octet(PI) >= Parameters.EXTENSION) {
      // the next octet extends this one
    }
    return Octets.copy(in.array(), start, in.position());
  }

  private Parameters parameters(Octets indicators, UserDataField field) throws PduException {
    int bits = indicators.at(0);
    OptionalInt pid =
        (bits & Parameters.PID) != 0 ? OptionalInt.of(in.octet(PID)) : OptionalInt.empty();
    Optional<Dcs> dcs =
        (bits & Parameters.DCS) != 0 ? Optional.of(new Dcs(in.octet(DCS))) : Optional.empty();
    Optional<UserData> data =
        (bits & Parameters.USER_DATA) != 0
            ? Optional.of(userData(field, dcs.orElse(Dcs.GSM7)))
            : Optional.empty();
    Parameters parameters = new Parameters(indicators, pid, dcs, data);
    if (parameters.extended()) {
      in.skip(in.remaining(), PI);
    }
    return parameters;
  }

  private UserData userData(UserDataField field, Dcs dcs) throws PduException {
    return UserDataCodec.read(in, field, dcs, flag(FirstOctet.UDHI));
  }

  private TimeStamp time(String field) throws PduException {
    return new TimeStamp(in.sevenOctets(field));
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
