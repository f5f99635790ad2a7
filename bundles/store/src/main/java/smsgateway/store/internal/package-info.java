/** The durable hub: tables, transactions, and the services on top of them. */
package smsgateway.store.internal;
