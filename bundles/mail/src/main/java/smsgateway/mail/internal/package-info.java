/** Mail connector: SMTP listener in, SMTP delivery out. */
package smsgateway.mail.internal;
