package org.sheratan.radio.mesh;

import org.sheratan.radio.link.LinkProfile;

/**
 * A link that is up.
 *
 * @param waitMs until a frame handed over now would have left
 * @param announceMs until our next announce is due on it
 * @param heldMs until our own share of the airtime pays for one more announce; what is due before is left out
 */
public record LinkView(LinkProfile profile, long waitMs, long announceMs, long heldMs) {}
