/**
 * The codec as a program: records of JSON in, records of JSON out. Nothing refers to this package;
 * it is the only one of the bundle that reads and writes streams.
 */
package smsgateway.pdu.tool;
