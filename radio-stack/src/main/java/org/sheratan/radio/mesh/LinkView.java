package org.sheratan.radio.mesh;

import org.sheratan.radio.link.LinkProfile;

/**
 * A link that is up.
 *
 * @param waitMs until a frame handed over now would have left
 * @param announceMs until our next announce goes out on it
 */
public record LinkView(LinkProfile profile, long waitMs, long announceMs) {}
