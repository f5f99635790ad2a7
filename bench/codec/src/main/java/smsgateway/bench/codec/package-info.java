/**
 * Speed and robustness of the codec, measured beside others; run by hand, see the README of bench.
 */
package smsgateway.bench.codec;
