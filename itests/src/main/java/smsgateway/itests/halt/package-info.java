/** Ends a gateway under test at a named line of its path, without a trace in the product. */
package smsgateway.itests.halt;
