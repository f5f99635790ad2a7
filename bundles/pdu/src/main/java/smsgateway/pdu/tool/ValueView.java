package smsgateway.pdu.tool;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import smsgateway.pdu.Address;
import smsgateway.pdu.Alphabet;
import smsgateway.pdu.Concatenation;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.InformationElement;
import smsgateway.pdu.Ports;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.ValidityPeriod;

/** The values of fields as JSON has them. */
final class ValueView {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

  private ValueView() {}

  static Map<String, Object> address(Address address) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("toa", address.toa());
    view.put("ton", name(address.typeOfNumber()));
    view.put("npi", name(address.numberingPlan()));
    view.put("number", address.number());
    return view;
  }

  static String alphabet(Alphabet alphabet) {
    return alphabet == Alphabet.OCTETS ? "8bit" : name(alphabet);
  }

  static Map<String, Object> waiting(Dcs.MessageWaiting waiting) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("active", waiting.active());
    view.put("type", name(waiting.kind()));
    view.put("store", waiting.store());
    return view;
  }

  /**
   * Date, time and zone; null when the octets are no time. Any zone that they can say is written.
   */
  static String iso(TimeStamp time) {
    if (time.local().isEmpty() || time.quarters().isEmpty()) {
      return null;
    }
    LocalDateTime local = time.local().get();
    int quarters = time.quarters().getAsInt();
    int zone = Math.abs(quarters);
    return SECONDS.format(local)
        + (quarters < 0 ? '-' : '+')
        + twoDigits(zone / 4)
        + ':'
        + twoDigits(zone % 4 * 15);
  }

  private static String twoDigits(int value) {
    return (value < 10 ? "0" : "") + value;
  }

  /** Null where there is none. */
  static Map<String, Object> validity(ValidityPeriod period) {
    Map<String, Object> view = new LinkedHashMap<>();
    if (period instanceof ValidityPeriod.Relative relative) {
      view.put("format", "relative");
      view.put("octet", relative.octet());
      view.put("seconds", relative.duration().toSeconds());
    } else if (period instanceof ValidityPeriod.Absolute absolute) {
      view.put("format", "absolute");
      view.put("time", iso(absolute.time()));
      view.put("raw", absolute.time().toHex());
    } else if (period instanceof ValidityPeriod.Enhanced enhanced) {
      view.put("format", "enhanced");
      view.put("raw", new TimeStamp(enhanced.raw()).toHex());
      view.put("single_shot", enhanced.singleShot());
      enhanced.duration().map(Duration::toSeconds).ifPresent(s -> view.put("seconds", s));
    }
    return view.isEmpty() ? null : view;
  }

  static Map<String, Object> element(InformationElement element) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("iei", element.id());
    view.put("data", element.data().toHex());
    return view;
  }

  static Map<String, Object> concatenation(Concatenation concatenation) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("ref", concatenation.reference());
    view.put("bits", concatenation.bits());
    view.put("total", concatenation.total());
    view.put("seq", concatenation.sequence());
    return view;
  }

  static Map<String, Object> ports(Ports ports) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("dst", ports.destination());
    view.put("src", ports.source());
    view.put("bits", ports.bits());
    return view;
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
