package org.sheratan.radio.air;

/**
 * The law is kept by these settings.
 *
 * @param subBand whose row allows it
 * @param measuredDbm power at the reference of the sub-band's limit
 * @param highestPowerDbm highest whole conducted power that this row allows with the same antenna
 */
public record Allowance(SubBand subBand, double measuredDbm, int highestPowerDbm) implements Conformance {}
