package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class KeyMapTest {
  @Test
  void shouldMapPublicKeysToTheOnesTheSecretsGive() {
    for (int number = 0; number < 200; number++) {
      Identity identity = Party.identity(number);
      Bytes fromSecret = DiffieHellman.X25519_CURVE.publicKey(KeyMap.secret(identity));
      assertEquals(Optional.of(fromSecret), KeyMap.publicKey(identity.id()));
    }
  }

  @Test
  void shouldMapBackWithTheSign() {
    for (int number = 0; number < 200; number++) {
      NodeId id = Party.identity(number).id();
      Bytes mapped = KeyMap.publicKey(id).orElseThrow();
      assertEquals(Optional.of(id), KeyMap.identity(mapped, KeyMap.signBit(id)));
    }
  }

  /** The base points of both curves: RFC 8032, section 5.1, and RFC 7748, section 4.1. */
  @Test
  void shouldMapBasePointToBasePoint() {
    NodeId base = new NodeId(Bytes.hex("58" + "66".repeat(31)));
    assertEquals(Optional.of(Bytes.hex("09" + "00".repeat(31))), KeyMap.publicKey(base));
  }

  @Test
  void shouldRefuseWhatIsNoGoodKey() {
    String[] bad = {"01" + "00".repeat(31), "00".repeat(32), "ff".repeat(32), "02" + "00".repeat(31),
        "ec" + "ff".repeat(30) + "7f", "ed" + "ff".repeat(30) + "7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"};
    for (String hex : bad) {
      assertTrue(KeyMap.publicKey(new NodeId(Bytes.hex(hex))).isEmpty(), hex);
    }
  }

  @Test
  void shouldRefuseCoordinatesWithoutAKey() {
    String[] bad = {"00".repeat(32), "ec" + "ff".repeat(30) + "7f", "ff".repeat(32), "01" + "00".repeat(31),
        "02" + "00".repeat(31)};
    for (String hex : bad) {
      assertTrue(KeyMap.identity(Bytes.hex(hex), 0).isEmpty(), hex);
    }
  }
}
