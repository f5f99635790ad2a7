/** What a person has done on a port or a modem: device test, USSD. */
package smsgateway.modem.internal.check;
