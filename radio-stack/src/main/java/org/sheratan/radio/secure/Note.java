package org.sheratan.radio.secure;

import org.sheratan.kernel.Bytes;

/**
 * A message inside the first message of a KK handshake that wants no second: for a peer there is no session with.
 * Repeated byte for byte.
 *
 * @param packet a handshake packet, to be relayed
 * @param proof by which the peer will say that it has it
 */
public record Note(Bytes packet, Bytes proof) {}
