package org.sheratan.radio.secure;

import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.frame.HandshakeHeader;
import org.sheratan.radio.frame.HandshakePacket;
import org.sheratan.radio.secure.NoiseHandshake.KeyPair;

/** What every handshake packet of one node is made of, and what each that comes in is checked for first. */
final class HandshakeMaker {
  private static final Bytes PROLOGUE_LABEL = Bytes.utf8("sheratan/noise/1");

  private final NodeId me;
  private final NetworkKey network;
  private final SecureRandomness random;
  private final DiffieHellman curve;
  private final KeyPair own;

  HandshakeMaker(Identity me, NetworkKey network, SecureRandomness random, DiffieHellman curve) {
    this.me = me.id();
    this.network = network;
    this.random = random;
    this.curve = curve;
    this.own = KeyPair.of(curve, KeyMap.secret(me));
  }

  NodeId me() {
    return me;
  }

  /** A Noise state with a new ephemeral key, bound to the header of the first message. */
  NoiseHandshake noise(Pattern pattern, boolean initiator, HandshakeHeader first, Bytes theirs) {
    return noise(pattern, initiator, first, Bytes.EMPTY, theirs);
  }

  /** @param known to both sides without being sent: the prologue ends with it */
  NoiseHandshake noise(Pattern pattern, boolean initiator, HandshakeHeader first, Bytes known, Bytes theirs) {
    Bytes prologue = PROLOGUE_LABEL.concat(network.id()).concat(first.encode()).concat(known);
    KeyPair ephemeral = KeyPair.of(curve, random.next(DiffieHellman.KEY_BYTES));
    return new NoiseHandshake(curve, pattern == Pattern.KK ? NoisePattern.KK : NoisePattern.XX, initiator,
        prologue, own, ephemeral, theirs);
  }

  Bytes packet(HandshakeHeader header, Bytes message) {
    HandshakePacket bare = new HandshakePacket(header, message, Bytes.EMPTY);
    return bare.macked().concat(network.mac(NetworkKey.Purpose.HANDSHAKE, bare.macked()));
  }

  /** Why {@code packet} is not worth any X25519; empty when it is a packet for us, made in our network. */
  Optional<Refusal> refusal(Bytes packet) {
    HandshakePacket parsed;
    try {
      parsed = HandshakePacket.decode(packet);
    } catch (MalformedException malformed) {
      return Optional.of(Refusal.MALFORMED);
    }
    if (parsed.header().destinationHint() != me.hint()) {
      return Optional.of(Refusal.NOT_FOR_US);
    }
    return network.genuine(NetworkKey.Purpose.HANDSHAKE, parsed.macked(), parsed.mac())
        ? Optional.empty()
        : Optional.of(Refusal.WRONG_NETWORK);
  }
}
