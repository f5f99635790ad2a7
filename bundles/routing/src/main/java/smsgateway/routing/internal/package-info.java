/** Decisions: who may send, to which number, and to whom an inbound SMS goes. */
package smsgateway.routing.internal;
