package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;

/**
 * A sealed group frame.
 *
 * @param bound must not be sent before this turn's changes are on disk, for its counter is reserved by one of them
 */
public record GroupSealed(Bytes content, boolean bound) {}
