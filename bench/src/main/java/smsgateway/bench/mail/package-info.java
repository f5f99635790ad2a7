/** Damaged mails through reading, routing and answering. */
package smsgateway.bench.mail;
