package org.sheratan.core.store;

/**
 * Bytes that were once on disk in order and no longer are: kept, copied aside, reported, to be fetched from
 * peers.
 *
 * @param from first bad byte in {@code file}; equal to {@code to} when the bytes are gone altogether
 * @param firstPosition first lost journal position (in a snapshot: block number)
 * @param lastPosition last lost one; {@code firstPosition - 1} when none was lost
 * @param quarantine file that holds a copy of the bytes, empty when they are gone
 * @param known true when an earlier run has reported it
 */
public record Rot(String file, long from, long to, long firstPosition, long lastPosition,
    String quarantine,
    boolean known) {}
