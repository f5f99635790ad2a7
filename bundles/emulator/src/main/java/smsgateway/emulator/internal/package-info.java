/**
 * The emulator in a container: transports for the modem runtime, and the demonstration page with
 * its phones and mailbox.
 */
package smsgateway.emulator.internal;
