/**
 * Fleets of real nodes in virtual time: simulated ether, strict fake disks, drifting clocks, faults from a seed,
 * invariants after every event. A product part; only edge.cli starts it, no other room imports it.
 */
package org.sheratan.core.sim;
