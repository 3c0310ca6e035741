package org.sheratan.core.sim;

/**
 * How much of the law's airtime a fleet over LoRa used, by what the air saw.
 *
 * @param busiestHourMicros most that any radio was on the air within an hour
 * @param allowedMicros what the law allows each radio in any hour
 * @param emergencyOnlyMicros the part of it that only emergencies may use
 */
public record FleetAirtime(long busiestHourMicros, long allowedMicros, long emergencyOnlyMicros) {}
