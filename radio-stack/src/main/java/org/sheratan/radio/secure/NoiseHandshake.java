package org.sheratan.radio.secure;

import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.secure.NoisePattern.Token;

/**
 * Noise revision 34, section 5.3, HandshakeState for the patterns of {@link NoisePattern}, without pre-shared keys.
 *
 * <pre>
 * messages so far | this side's turn | allowed
 * even            | initiator        | initiator writes, responder reads
 * odd             | responder        | responder writes, initiator reads
 * all             | nobody           | split
 * </pre>
 */
final class NoiseHandshake {
  private final DiffieHellman curve;
  private final NoisePattern pattern;
  private final boolean initiator;
  private final NoiseSymmetric symmetric;
  private final KeyPair own;
  private final KeyPair ephemeral;
  private Bytes remoteStatic;
  private Bytes remoteEphemeral;
  private int messages;

  /** A key pair of X25519. */
  record KeyPair(Bytes secret, Bytes publicKey) {
    static KeyPair of(DiffieHellman curve, Bytes secret) {
      return new KeyPair(secret, curve.publicKey(secret));
    }

    /** The public key only. */
    @Override
    public String toString() {
      return "KeyPair[" + publicKey.toHex() + "]";
    }
  }

  /**
   * @param ephemeral fresh; used once
   * @param remoteStatic null where the pattern has the other side send it
   */
  NoiseHandshake(DiffieHellman curve, NoisePattern pattern, boolean initiator, Bytes prologue, KeyPair own,
      KeyPair ephemeral, Bytes remoteStatic) {
    this.curve = curve;
    this.pattern = pattern;
    this.initiator = initiator;
    this.own = own;
    this.ephemeral = ephemeral;
    this.remoteStatic = remoteStatic;
    this.symmetric = NoiseSymmetric.of(pattern.protocolName());
    symmetric.mixHash(prologue);
    if (pattern.staticsKnown()) {
      symmetric.mixHash(initiator ? own.publicKey() : remoteStatic);
      symmetric.mixHash(initiator ? remoteStatic : own.publicKey());
    }
  }

  private NoiseHandshake(NoiseHandshake other) {
    this.curve = other.curve;
    this.pattern = other.pattern;
    this.initiator = other.initiator;
    this.symmetric = other.symmetric.copy();
    this.own = other.own;
    this.ephemeral = other.ephemeral;
    this.remoteStatic = other.remoteStatic;
    this.remoteEphemeral = other.remoteEphemeral;
    this.messages = other.messages;
  }

  /** To read a message that may be forged without harm to this state. */
  NoiseHandshake copy() {
    return new NoiseHandshake(this);
  }

  /** The next message. Empty when the other side's keys lead nowhere (points of small order). */
  Optional<Bytes> write(Bytes payload) {
    Check.that(ourTurn(), "not our turn");
    Bytes message = Bytes.EMPTY;
    for (Token token : pattern.messages().get(messages)) {
      switch (token) {
        case E -> {
          symmetric.mixHash(ephemeral.publicKey());
          message = message.concat(ephemeral.publicKey());
        }
        case S -> message = message.concat(symmetric.encryptAndHash(own.publicKey()));
        case EE, ES, SE, SS -> {
          if (!mix(token)) {
            return Optional.empty();
          }
        }
      }
    }
    messages++;
    return Optional.of(message.concat(symmetric.encryptAndHash(payload)));
  }

  /**
   * The payload of the other side's next message; empty when it does not authenticate, and this state is of no
   * use any more.
   *
   * @throws MalformedException when too short
   */
  Optional<Bytes> read(Bytes message) {
    Check.that(!ourTurn() && !finished(), "not their turn");
    ByteReader reader = new ByteReader(message);
    for (Token token : pattern.messages().get(messages)) {
      boolean sound = switch (token) {
        case E -> readEphemeral(reader);
        case S -> readStatic(reader);
        case EE, ES, SE, SS -> mix(token);
      };
      if (!sound) {
        return Optional.empty();
      }
    }
    messages++;
    return symmetric.decryptAndHash(reader.rest());
  }

  boolean finished() {
    return messages == pattern.messages().size();
  }

  /** Known from the start or since the message that brought it. */
  Bytes remoteStatic() {
    return remoteStatic;
  }

  /** 32 bytes that both sides can make after the messages so far, and nobody else. */
  Bytes export(Bytes label) {
    return symmetric.export(label);
  }

  NoiseKeys split() {
    Check.that(finished(), "split comes after the last message");
    return symmetric.split();
  }

  private boolean ourTurn() {
    return !finished() && messages % 2 == 0 == initiator;
  }

  private boolean readEphemeral(ByteReader reader) {
    remoteEphemeral = reader.bytes("ephemeral key", DiffieHellman.KEY_BYTES);
    symmetric.mixHash(remoteEphemeral);
    return true;
  }

  private boolean readStatic(ByteReader reader) {
    int length = DiffieHellman.KEY_BYTES + (symmetric.keyed() ? NoiseCipher.TAG_BYTES : 0);
    Optional<Bytes> key = symmetric.decryptAndHash(reader.bytes("static key", length));
    key.ifPresent(found -> remoteStatic = found);
    return key.isPresent();
  }

  /** The first letter is the initiator's key, the second the responder's. */
  private boolean mix(Token token) {
    boolean ownEphemeral = token == Token.EE || token == (initiator ? Token.ES : Token.SE);
    boolean theirEphemeral = token == Token.EE || token == (initiator ? Token.SE : Token.ES);
    Optional<Bytes> shared = curve.agree((ownEphemeral ? ephemeral : own).secret(),
        theirEphemeral ? remoteEphemeral : remoteStatic);
    shared.ifPresent(symmetric::mixKey);
    return shared.isPresent();
  }
}
