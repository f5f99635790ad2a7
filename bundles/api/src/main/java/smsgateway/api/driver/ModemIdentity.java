package smsgateway.api.driver;

/**
 * What a modem says about itself; empty where it says nothing.
 *
 * @param manufacturer answer to {@code AT+CGMI}
 * @param model answer to {@code AT+CGMM}
 * @param revision answer to {@code AT+CGMR}
 * @param information answer to {@code ATI}, lines joined by blanks
 * @param imei answer to {@code AT+CGSN}: 14 to 16 digits
 * @param usb vendor and product of its USB port, {@code 12d1:1001} in lower case
 */
public record ModemIdentity(
    String manufacturer,
    String model,
    String revision,
    String information,
    String imei,
    String usb) {
  /** A modem whose IMEI and USB port are not known. */
  public ModemIdentity(String manufacturer, String model, String revision, String information) {
    this(manufacturer, model, revision, information, "", "");
  }
}
