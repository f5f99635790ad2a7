/**
 * Traffic, random ends of the process, and a checker that compares what every party saw with what
 * is stored.
 */
package smsgateway.itests.crash;
