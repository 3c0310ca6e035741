package org.sheratan.radio.link.lora.kiss;

import org.sheratan.kernel.Check;

/**
 * Bounds of what may be inside a modem.
 *
 * @param airtimeInsideMs frames handed over and not known to have left take no more time on air than this, but one
 *     frame is always allowed
 * @param airtimeLockPermille the modem itself stops transmitting above this share of an hour, where its firmware can;
 *     0 for never
 */
public record KissLimits(long airtimeInsideMs, int airtimeLockPermille) {
  public KissLimits {
    Check.that(airtimeInsideMs > 0, "some airtime must be allowed");
    Check.that(airtimeLockPermille >= 0 && airtimeLockPermille < 1000, "a share of an hour is below 1000 ‰");
  }
}
