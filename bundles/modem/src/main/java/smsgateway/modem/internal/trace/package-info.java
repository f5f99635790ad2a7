/** Recordings of what passes between a modem and the gateway, without anything personal. */
package smsgateway.modem.internal.trace;
