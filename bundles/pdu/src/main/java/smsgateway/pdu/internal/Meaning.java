package smsgateway.pdu.internal;

import java.time.Duration;
import java.util.Optional;
import smsgateway.pdu.Address;
import smsgateway.pdu.Dcs;
import smsgateway.pdu.InformationElement;
import smsgateway.pdu.Pid;
import smsgateway.pdu.TimeStamp;
import smsgateway.pdu.ValidityPeriod;

/** Values of fields in words. */
final class Meaning {
  private Meaning() {}

  static String address(Address address) {
    String number = address.display();
    return (number.isEmpty() ? "empty" : number) + " (type of address " + hex(address.toa()) + ")";
  }

  static String time(TimeStamp time) {
    return time.time().map(Object::toString).orElse("no date: " + time.toHex());
  }

  static String protocol(int octet) {
    Pid pid = new Pid(octet);
    String words = "";
    if (pid.silent()) {
      words = ", type 0: acknowledged, never shown";
    } else if (pid.replaceType().isPresent()) {
      words = ", replaces the last message of type " + pid.replaceType().getAsInt();
    } else if (octet == 0x32) {
      words = ", e-mail";
    } else if (pid.telematic()) {
      words = ", telematic device";
    } else if (octet >= 0x7C && octet <= 0x7F) {
      words = ", for the SIM or the phone itself";
    }
    return hex(octet) + words;
  }

  static String coding(Dcs dcs) {
    String alphabet =
        switch (dcs.alphabet()) {
          case GSM7 -> "GSM 7-bit";
          case OCTETS -> "octets";
          case UCS2 -> "UCS-2";
        };
    return hex(dcs.raw())
        + ", "
        + alphabet
        + (dcs.compressed() ? ", compressed" : "")
        + (dcs.reserved() ? ", reserved group" : "")
        + (dcs.autoDelete() ? ", to be deleted once read" : "")
        + dcs.messageWaiting().map(Object::toString).map(s -> ", " + s).orElse("");
  }

  static String validity(ValidityPeriod period) {
    if (period instanceof ValidityPeriod.Relative relative) {
      return relative.duration() + " from acceptance";
    }
    if (period instanceof ValidityPeriod.Absolute absolute) {
      return "until " + time(absolute.time());
    }
    if (period instanceof ValidityPeriod.Enhanced enhanced) {
      Optional<String> duration = enhanced.duration().map(Duration::toString);
      return duration.orElse("none") + (enhanced.singleShot() ? ", one attempt only" : "");
    }
    return "none";
  }

  static String command(int type) {
    String words =
        switch (type) {
          case 0 -> ", how is the message?";
          case 1 -> ", no status report for it";
          case 2 -> ", delete it";
          case 3 -> ", a status report for it";
          default -> "";
        };
    return hex(type) + words;
  }

  static String element(InformationElement element) {
    String name =
        switch (element.id()) {
          case InformationElement.CONCATENATION_8, InformationElement.CONCATENATION_16 ->
              " (concatenation)";
          case InformationElement.SPECIAL_INDICATION -> " (messages wait)";
          case InformationElement.PORTS_8, InformationElement.PORTS_16 -> " (application ports)";
          case InformationElement.SINGLE_SHIFT, InformationElement.LOCKING_SHIFT ->
              " (national language)";
          default -> "";
        };
    return "element " + hex(element.id()) + name + ": " + element.data().toHex();
  }

  static String hex(int octet) {
    return String.format("0x%02X", octet);
  }
}
