/** What the embedded SMTP server lacks: strict end of data, sizes, deadlines. */
package smsgateway.mail.internal.smtp;
