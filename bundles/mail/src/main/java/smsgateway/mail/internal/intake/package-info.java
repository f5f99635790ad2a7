/** Reading of mailboxes by IMAP and POP3; it knows neither the text of a mail nor the store. */
package smsgateway.mail.internal.intake;
