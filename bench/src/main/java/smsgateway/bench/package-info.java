/** Measures the shipped distribution from outside and prints a table; see the README. */
package smsgateway.bench;
