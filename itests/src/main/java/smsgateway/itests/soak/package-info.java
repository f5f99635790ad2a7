/** Endurance: many modems, random faults, traffic both ways, and nobody who helps. */
package smsgateway.itests.soak;
