package org.sheratan.radio.secure;

import java.nio.charset.StandardCharsets;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.frame.Limits;

/**
 * What the nodes of one network share. It keeps strangers from costing us work; it proves nothing about who of
 * the network spoke, and opens no sealed frame.
 */
public final class NetworkKey {
  public static final int KEY_BYTES = 32;
  public static final int ID_BYTES = 8;
  private static final String ID_LABEL = "sheratan/network/1";

  private final byte[] key;
  private final Bytes id;

  /** What a MAC is for, so that none passes for another. Labels are hashed and never change. */
  enum Purpose {
    ANNOUNCE("sheratan/mac/announce/1"), HANDSHAKE("sheratan/mac/handshake/1"), QUESTION(
        "sheratan/mac/question/1"), GROUP("sheratan/mac/group/1"), CUSTODY(
            "sheratan/mac/custody/1"), NO_ROOM("sheratan/mac/no-room/1"), ROLL(
                "sheratan/mac/roll/1"), REVOCATION(
                    "sheratan/mac/revocation/1");

    private final byte[] label;

    Purpose(String label) {
      this.label = label.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private NetworkKey(byte[] key) {
    Check.that(key.length == KEY_BYTES, "a network key has " + KEY_BYTES + " bytes");
    this.key = key;
    byte[] hash = Digests.sha256(ID_LABEL.getBytes(StandardCharsets.US_ASCII), key);
    this.id = Bytes.copyOf(hash, 0, ID_BYTES);
  }

  /** @param key {@link #KEY_BYTES} bytes */
  public static NetworkKey of(Bytes key) {
    return new NetworkKey(key.toArray());
  }

  public static NetworkKey generate(SecureRandomness randomness) {
    return of(randomness.next(KEY_BYTES));
  }

  /** Tells networks apart without giving the key away; signatures and handshakes are bound to it. */
  public Bytes id() {
    return id;
  }

  /** For storing and sharing the key; a secret. */
  public Bytes secret() {
    return Bytes.copyOf(key);
  }

  /** The first four bytes of HMAC-SHA-256 over purpose and content. */
  Bytes mac(Purpose purpose, Bytes content) {
    Hmac begun = keyed();
    begin(begun, purpose);
    begun.update(content);
    byte[] mac = new byte[Hmac.BYTES];
    begun.finish(mac);
    return Bytes.copyOf(mac, 0, Limits.NETWORK_MAC_BYTES);
  }

  /** To be kept by who makes many MACs, on one thread. */
  Hmac keyed() {
    return new Hmac(key);
  }

  /** Begins each of them; the content follows. */
  static void begin(Hmac keyed, Purpose purpose) {
    keyed.update(purpose.label, 0, purpose.label.length);
  }

  boolean genuine(Purpose purpose, Bytes content, Bytes mac) {
    return Digests.equal(mac(purpose, content), mac);
  }

  /** The id only. */
  @Override
  public String toString() {
    return "NetworkKey[" + id.toHex() + "]";
  }
}
