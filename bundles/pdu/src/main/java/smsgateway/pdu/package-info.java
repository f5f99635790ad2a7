/**
 * SMS PDUs as values (3GPP TS 23.040, 23.038, 27.005): a library without dependencies, I/O, clock
 * or state. Start at {@link smsgateway.pdu.AtPdu} for what an AT modem speaks, at {@link
 * smsgateway.pdu.Tpdu} for the messages themselves, at {@link smsgateway.pdu.Segmenter} for texts.
 */
package smsgateway.pdu;
