package smsgateway.pdu.tool;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import smsgateway.pdu.Address;
import smsgateway.pdu.AtPdu;
import smsgateway.pdu.Command;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.Deliver;
import smsgateway.pdu.DeliverReport;
import smsgateway.pdu.Octets;
import smsgateway.pdu.Parameters;
import smsgateway.pdu.PduException;
import smsgateway.pdu.StatusReport;
import smsgateway.pdu.Submit;
import smsgateway.pdu.SubmitReport;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.Tpdu;
import smsgateway.pdu.UserData;
import smsgateway.pdu.ValidityPeriod;

/** Fields to octets: one PDU for each segment. */
final class Encoding {
  private final Input record;
  private final Input input;

  private Encoding(Input record) {
    this.record = record;
    this.input = record.object("input");
    if (input == null) {
      throw new IllegalArgumentException("input is missing");
    }
  }

  static Map<String, Object> of(Input record) throws PduException {
    return new Encoding(record).hex();
  }

  private Map<String, Object> hex() throws PduException {
    Optional<Address> smsc = Optional.ofNullable(input.object("smsc")).map(Encoding::address);
    List<String> hex = new ArrayList<>();
    for (Tpdu tpdu : tpdus()) {
      hex.add(
          record.flag("has_smsc")
              ? new AtPdu(smsc, tpdu).toHex()
              : Octets.of(tpdu.encode()).toHex());
    }
    return Map.of("hex", hex);
  }

  private List<Tpdu> tpdus() throws PduException {
    String kind = record.required("kind");
    List<Tpdu> tpdus = new ArrayList<>();
    switch (kind) {
      case "submit", "deliver" -> {
        for (UserData data : Segments.of(input)) {
          tpdus.add(kind.equals("submit") ? submit(tpdus.size(), data) : deliver(data));
        }
      }
      case "command" -> tpdus.add(command());
      case "status-report" -> tpdus.add(statusReport());
      case "deliver-report" -> tpdus.add(new DeliverReport(octet("fcs"), parameters()));
      case "submit-report" ->
          tpdus.add(new SubmitReport(octet("fcs"), time(input, "scts"), parameters()));
      default -> throw new IllegalArgumentException("kind is not known");
    }
    return tpdus;
  }

  private Submit submit(int index, UserData data) throws PduException {
    int reference = input.number("mr", 0);
    return new Submit(
        input.flag("rd"),
        input.flag("srr"),
        input.flag("rp"),
        input.flag("mr_increments") ? (reference + index) & 0xFF : reference,
        address("destination"),
        input.number("pid", 0),
        coding(data),
        validity(),
        data);
  }

  private Deliver deliver(UserData data) throws PduException {
    return new Deliver(
        input.flag("mms"),
        input.flag("lp"),
        input.flag("sri"),
        input.flag("rp"),
        address("originator"),
        input.number("pid", 0),
        coding(data),
        time(input, "scts"),
        data);
  }

  private StatusReport statusReport() throws PduException {
    return new StatusReport(
        input.flag("mms"),
        input.flag("lp"),
        input.flag("srq"),
        input.number("mr", 0),
        address("recipient"),
        time(input, "scts"),
        time(input, "discharge"),
        input.number("status", 0),
        input.has("pi") ? Optional.of(parameters()) : Optional.empty());
  }

  private Command command() throws PduException {
    if (!(Segments.of(input).get(0) instanceof UserData.Binary data)) {
      throw new IllegalArgumentException("data is missing");
    }
    return new Command(
        input.flag("srr"),
        input.number("mr", 0),
        input.number("pid", 0),
        input.number("command_type", 0),
        input.number("message_number", 0),
        address("destination"),
        data);
  }

  /** TP-PI decides which of the given fields are sent; without it all of them. */
  private Parameters parameters() throws PduException {
    boolean content = input.has("text") || input.has("data");
    int all = (input.has("pid") ? 1 : 0) | (input.has("dcs") ? 2 : 0) | (content ? 4 : 0);
    int indicator = input.number("pi", all);
    UserData data = (indicator & 4) == 0 ? null : Segments.of(input).get(0);
    return new Parameters(
        Octets.of((byte) indicator),
        (indicator & 1) == 0 ? OptionalInt.empty() : OptionalInt.of(input.number("pid", 0)),
        (indicator & 2) == 0 ? Optional.empty() : Optional.of(coding(data)),
        Optional.ofNullable(data));
  }

  private Dcs coding(UserData data) {
    Dcs plain =
        data instanceof UserData.Binary
            ? Dcs.OCTETS
            : data instanceof UserData.Ucs2 ? Dcs.UCS2 : Dcs.GSM7;
    return input.has("dcs") ? new Dcs(input.number("dcs", 0)) : plain;
  }

  private OptionalInt octet(String name) {
    return input.has(name) ? OptionalInt.of(input.number(name, 0)) : OptionalInt.empty();
  }

  private Address address(String name) {
    if (!input.has(name)) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return address(input.object(name));
  }

  private static Address address(Input address) {
    return new Address(address.number("toa", 0), address.required("number"));
  }

  /** A time with its zone, or its raw octets. */
  private static TimeStamp time(Input input, String name) throws PduException {
    if (!input.has(name)) {
      return new TimeStamp(sevenOctets(input.required(name + "_raw")));
    }
    String iso = input.text(name);
    int zoneAt = Math.max(iso.lastIndexOf('+'), Math.max(iso.lastIndexOf('-'), iso.indexOf('Z')));
    String[] zone = iso.substring(zoneAt + 1).split(":", -1);
    int minutes = zone.length < 2 ? 0 : Integer.parseInt(zone[0]) * 60 + Integer.parseInt(zone[1]);
    int quarters = iso.charAt(zoneAt) == '-' ? -minutes / 15 : minutes / 15;
    return TimeStamp.of(LocalDateTime.parse(iso.substring(0, zoneAt)), quarters);
  }

  private static long sevenOctets(String hex) throws PduException {
    Octets octets = Octets.ofHex(hex);
    if (octets.length() != 7) {
      throw new IllegalArgumentException("raw is not seven octets");
    }
    return Long.parseLong(hex, 16);
  }

  private ValidityPeriod validity() throws PduException {
    Input period = input.object("vp");
    if (period == null) {
      return ValidityPeriod.NONE;
    }
    return switch (period.required("format")) {
      case "relative" -> new ValidityPeriod.Relative(period.number("octet", -1));
      case "absolute" ->
          new ValidityPeriod.Absolute(
              period.has("time")
                  ? time(period, "time")
                  : new TimeStamp(sevenOctets(period.required("raw"))));
      case "enhanced" -> new ValidityPeriod.Enhanced(sevenOctets(period.required("raw")));
      default -> throw new IllegalArgumentException("vp format is not known");
    };
  }
}
