/**
 * Emulated GSM modems, SIMs, phones and a service centre. {@link smsgateway.emulator.Network} is
 * the way in: it makes {@link smsgateway.emulator.Modem}s, which a client reaches through an
 * in-process {@link smsgateway.api.driver.Transport} or a {@link smsgateway.emulator.PtyPort}, and
 * {@link smsgateway.emulator.Phone}s, which hold what was sent to them. No public type here is
 * named in any interface of the gateway: tests and the demonstration use it, the product does not.
 */
package smsgateway.emulator;
