package smsgateway.pdu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A decoded PDU in the words of the corpus. */
final class Flat {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Flat() {}

  static Map<String, Object> of(AtPdu pdu, boolean hasSmsc) {
    Flat flat = new Flat();
    if (hasSmsc) {
      flat.put("smsc", pdu.smsc().map(Flat::address).orElse(null));
    }
    flat.put("fo", pdu.tpdu().encode()[0] & 0xFF);
    if (pdu.tpdu() instanceof Deliver deliver) {
      flat.deliver(deliver);
    } else if (pdu.tpdu() instanceof Submit submit) {
      flat.submit(submit);
    } else if (pdu.tpdu() instanceof StatusReport report) {
      flat.report(report);
    }
    return flat.fields;
  }

  private void deliver(Deliver deliver) {
    put("mms", deliver.moreMessages());
    put("lp", deliver.loopPrevention());
    put("sri", deliver.statusReportIndication());
    put("rp", deliver.replyPath());
    put("originator", address(deliver.originator()));
    put("pid", deliver.pid());
    coding(deliver.dcs());
    put("dcs", deliver.dcs().raw());
    time("scts", deliver.serviceCentreTime());
    userData(deliver.userData());
  }

  private void submit(Submit submit) {
    put("rd", submit.rejectDuplicates());
    put("vpf", submit.validity().format());
    put("srr", submit.statusReportRequest());
    put("rp", submit.replyPath());
    put("mr", submit.messageReference());
    put("destination", address(submit.destination()));
    put("pid", submit.pid());
    put("dcs", submit.dcs().raw());
    coding(submit.dcs());
    put("vp", validity(submit.validity()));
    userData(submit.userData());
  }

  private void report(StatusReport report) {
    put("mms", report.moreMessages());
    put("lp", report.loopPrevention());
    put("srq", report.forCommand());
    put("mr", report.messageReference());
    put("recipient", address(report.recipient()));
    time("scts", report.serviceCentreTime());
    time("discharge", report.dischargeTime());
    put("status", report.status());
    put("udhi", false);
    report.parameters().ifPresent(this::parameters);
  }

  private void parameters(Parameters parameters) {
    put("pi", parameters.indicators().at(0));
    parameters.pid().ifPresent(pid -> put("pid", pid));
    parameters.dcs().ifPresent(dcs -> put("dcs", dcs.raw()));
    coding(parameters.dcs().orElse(Dcs.GSM7));
    parameters.userData().ifPresent(this::userData);
  }

  private void coding(Dcs dcs) {
    put("alphabet", dcs.alphabet() == Alphabet.OCTETS ? "8bit" : lower(dcs.alphabet()));
    put("compressed", dcs.compressed());
    put("class", dcs.messageClass().isPresent() ? dcs.messageClass().getAsInt() : null);
    put("auto_delete", dcs.autoDelete());
    put("reserved", dcs.reserved());
    dcs.messageWaiting()
        .ifPresent(
            waiting ->
                put(
                    "mwi",
                    Map.of(
                        "active", waiting.active(),
                        "type", lower(waiting.kind()),
                        "store", waiting.store())));
  }

  private void userData(UserData data) {
    put("udl", data.length());
    put("udhi", data.header().isPresent());
    data.text().ifPresent(text -> put("text", text));
    if (data instanceof UserData.Binary binary) {
      put("data", binary.data().toHex());
    }
    data.header().ifPresent(this::header);
  }

  private void header(UserDataHeader header) {
    put("udh", header.elements().stream().map(Flat::element).toList());
    header.lockingShift().ifPresent(id -> put("locking_shift", id));
    header.singleShift().ifPresent(id -> put("single_shift", id));
    header
        .concatenation()
        .ifPresent(
            c ->
                put(
                    "concat",
                    Map.of(
                        "ref", c.reference(),
                        "bits", c.bits(),
                        "total", c.total(),
                        "seq", c.sequence())));
    header
        .ports()
        .ifPresent(
            p -> put("ports", Map.of("dst", p.destination(), "src", p.source(), "bits", p.bits())));
  }

  private static Map<String, Object> element(InformationElement element) {
    return Map.of("iei", element.id(), "data", element.data().toHex());
  }

  private static Map<String, Object> address(Address address) {
    return Map.of(
        "toa", address.toa(),
        "ton", lower(address.typeOfNumber()),
        "npi", lower(address.numberingPlan()),
        "number", address.number());
  }

  private void time(String name, TimeStamp time) {
    put(name, time.time().orElse(null));
    put(name + "_raw", time.toHex());
  }

  private static Map<String, Object> validity(ValidityPeriod period) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (period instanceof ValidityPeriod.Relative relative) {
      fields.put("format", "relative");
      fields.put("octet", relative.octet());
      fields.put("seconds", (int) relative.duration().toSeconds());
    } else if (period instanceof ValidityPeriod.Absolute absolute) {
      fields.put("format", "absolute");
      fields.put("time", absolute.time().time().orElse(null));
      fields.put("raw", absolute.time().toHex());
    } else if (period instanceof ValidityPeriod.Enhanced enhanced) {
      fields.put("format", "enhanced");
      fields.put("raw", new TimeStamp(enhanced.raw()).toHex());
      fields.put("single_shot", enhanced.singleShot());
      enhanced.duration().ifPresent(d -> fields.put("seconds", (int) d.toSeconds()));
    }
    return fields.isEmpty() ? null : fields;
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private void put(String name, Object value) {
    fields.put(name, value);
  }

  /** Says which expected fields differ; unknown names count as different. */
  static List<String> differences(Map<String, Object> actual, Map<String, Object> expected) {
    return expected.entrySet().stream()
        .filter(e -> !same(e.getKey(), actual, e.getValue()))
        .map(e -> e.getKey() + ": " + e.getValue() + " is " + actual.get(e.getKey()))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static boolean same(String name, Map<String, Object> actual, Object expected) {
    if (!actual.containsKey(name)) {
      return false;
    }
    Object value = actual.get(name);
    if (value instanceof java.time.OffsetDateTime time) {
      return expected != null && time.equals(java.time.OffsetDateTime.parse((String) expected));
    }
    if (value instanceof Map && expected instanceof Map) {
      return differences((Map<String, Object>) value, (Map<String, Object>) expected).isEmpty();
    }
    return Optional.ofNullable(value).equals(Optional.ofNullable(expected));
  }
}
