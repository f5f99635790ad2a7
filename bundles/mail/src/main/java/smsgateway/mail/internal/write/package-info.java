/** From facts to the octets of a mail; pure functions. */
package smsgateway.mail.internal.write;
