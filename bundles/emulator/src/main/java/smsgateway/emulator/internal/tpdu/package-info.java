/**
 * The few TPDUs that a service centre needs (3GPP TS 23.040): SUBMIT in, DELIVER and STATUS-REPORT
 * out. Written apart from the gateway's codec on purpose, so that a test which sends a message
 * through both never compares the codec with itself.
 */
package smsgateway.emulator.internal.tpdu;
