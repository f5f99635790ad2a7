/**
 * Drives the assembled distribution from outside; used by the container tests and the benchmarks.
 */
package smsgateway.itests;
