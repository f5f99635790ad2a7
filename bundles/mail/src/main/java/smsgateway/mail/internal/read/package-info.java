/** From the octets of a mail to facts; pure functions. */
package smsgateway.mail.internal.read;
