package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;

/**
 * A sealed hop frame or inner envelope.
 *
 * @param keyId with {@code counter} names it among what this session sealed: acknowledgements refer to that
 * @param bound must not be sent before this turn's changes are on disk, for its counter is reserved by one of them
 */
public record Sealed(Bytes content, int keyId, int counter, boolean bound) {}
