package org.sheratan.radio.ether;

/**
 * What the medium has seen so far.
 *
 * @param transmissions frames sent, each once however many hear it
 * @param bytes in them
 * @param deliveries frames handed to a hearer, duplicates included
 * @param oversize frames above the MTU, thrown away
 * @param cut frames lost because the way was partitioned, severed or its end detached
 */
public record EtherCounters(long transmissions, long bytes, long deliveries, long dropped, long duplicated,
    long reordered, long corrupted, long oversize, long cut) {}
