package smsgateway.api.driver;

/**
 * What a modem says about itself; empty where it says nothing.
 *
 * @param manufacturer answer to {@code AT+CGMI}
 * @param model answer to {@code AT+CGMM}
 * @param revision answer to {@code AT+CGMR}
 * @param information answer to {@code ATI}, lines joined by blanks
 */
public record ModemIdentity(
    String manufacturer, String model, String revision, String information) {}
