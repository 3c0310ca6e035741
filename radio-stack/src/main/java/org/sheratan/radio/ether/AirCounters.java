package org.sheratan.radio.ether;

/**
 * What the airwaves have seen so far.
 *
 * @param transmissions begun by stations of this process
 * @param airtimeMicros of those that ended, cut ones until they were cut
 * @param injected begun in other processes
 * @param signals a transmission met by one receiver, strong enough to be read or to disturb
 * @param intact receptions with a good CRC
 * @param garbled receptions whose header or CRC failed
 * @param missed strong enough to be read, but the receiver was deaf, tuned elsewhere, disturbed or busy
 * @param faded not noticed because of injected loss
 * @param cut transmissions that ended early
 * @param refused injections over already, not yet begun, or in the name of a station of this process
 */
public record AirCounters(long transmissions, long airtimeMicros, long injected, long signals, long intact,
    long garbled, long missed, long faded, long cut, long refused) {}
