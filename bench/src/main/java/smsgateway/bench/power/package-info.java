/** Cuts the power under the store: a file layer for Derby that forgets what was not flushed. */
package smsgateway.bench.power;
