/** Identities, Noise handshakes, sessions and the two envelopes: see docs/protocol.md. */
package org.sheratan.radio.secure;
