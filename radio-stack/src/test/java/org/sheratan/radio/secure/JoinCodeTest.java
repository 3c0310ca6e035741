package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.SeededEntropy;

class JoinCodeTest {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final NodeId ADMIN = Party.identity(1).id();
  private static final NodeId NEWCOMER = Party.identity(2).id();
  private static final JoinCode CODE = JoinCode.generate(ADMIN, new SeededSecrets("join"));

  @Test
  void shouldComeBackFromBothTexts() {
    assertTrue(CODE.text().matches("([0-9A-Z]{5}-){4}[0-9A-Z]{5}"), CODE.text());
    assertEquals(CODE, JoinCode.parse(CODE.text()));
    assertEquals(CODE, JoinCode.parse(CODE.qrText()));
    assertEquals(CODE, JoinCode.parse(" " + CODE.text().toLowerCase(Locale.ROOT).replace("-", " ") + "\n"));
    assertTrue(CODE.names(ADMIN));
    assertFalse(CODE.names(NEWCOMER));
  }

  @Test
  void shouldComeBackWhateverItsBytes() {
    Entropy entropy = new SeededEntropy(7);
    for (int round = 0; round < 5_000; round++) {
      JoinCode code = new JoinCode(random(entropy, 5), random(entropy, 10));
      assertEquals(code, JoinCode.parse(code.text()));
    }
  }

  @Test
  void shouldReadLettersThatLookAlike() {
    JoinCode ones = new JoinCode(Bytes.hex("0842108421"), Bytes.copyOf(new byte[10]));
    assertTrue(ones.text().startsWith("11111-111"), ones.text());
    assertEquals(ones, JoinCode.parse(ones.text().replace('1', 'l').replace('0', 'O')));
  }

  @Test
  void shouldNoticeEverySingleWrongCharacter() {
    String text = CODE.text().replace("-", "");
    for (int index = 0; index < text.length(); index++) {
      for (char other : ALPHABET.toCharArray()) {
        if (other != text.charAt(index)) {
          String wrong = text.substring(0, index) + other + text.substring(index + 1);
          assertThrows(MalformedException.class, () -> JoinCode.parse(wrong), wrong);
        }
      }
    }
  }

  @Test
  void shouldNoticeEveryTwoSwappedCharacters() {
    String text = CODE.text().replace("-", "");
    for (int one = 0; one < text.length(); one++) {
      for (int other = one + 1; other < text.length(); other++) {
        char[] swapped = text.toCharArray();
        swapped[one] = text.charAt(other);
        swapped[other] = text.charAt(one);
        if (swapped[one] != swapped[other]) {
          assertThrows(MalformedException.class, () -> JoinCode.parse(new String(swapped)));
        }
      }
    }
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertEquals(3, assertThrows(MalformedException.class, () -> JoinCode.parse("4KZ!")).offset());
    assertTrue(
        assertThrows(MalformedException.class, () -> JoinCode.parse("4KZ")).reason().contains("shorter"));
    assertTrue(assertThrows(MalformedException.class, () -> JoinCode.parse(CODE.text() + "1")).reason()
        .contains("longer"));
  }

  @Test
  void shouldOnlyThrowMalformedOnRandomText() {
    Entropy entropy = new SeededEntropy(11);
    for (int round = Integer.getInteger("sheratan.fuzz", 50_000); round > 0; round--) {
      StringBuilder text = new StringBuilder();
      for (int length = entropy.nextInt(40); length > 0; length--) {
        text.append((char) (entropy.nextInt(10) == 0
            ? entropy.nextInt(0x10000)
            : ALPHABET.charAt(entropy.nextInt(ALPHABET.length()))));
      }
      try {
        JoinCode code = JoinCode.parse(text.toString());
        assertEquals(code, JoinCode.parse(code.text()));
      } catch (MalformedException expected) {
        assertEquals("join code", expected.field());
      }
    }
  }

  @Test
  void shouldBindProofsToBothEndsTheRosterAndTheNetwork() {
    Bytes join = CODE.joinProof(Party.NETWORK, NEWCOMER, ADMIN);
    Bytes admit = CODE.admitProof(Party.NETWORK, NEWCOMER, ADMIN, Bytes.utf8("roster"));
    NetworkKey other = NetworkKey.of(Bytes.hex("4f".repeat(32)));
    assertTrue(JoinCode.equal(join, CODE.joinProof(Party.NETWORK, NEWCOMER, ADMIN)));
    assertNotEquals(join, CODE.joinProof(Party.NETWORK, Party.identity(3).id(), ADMIN));
    assertNotEquals(join, CODE.joinProof(Party.NETWORK, NEWCOMER, Party.identity(3).id()));
    assertNotEquals(join, CODE.joinProof(other, NEWCOMER, ADMIN));
    assertNotEquals(admit, CODE.admitProof(Party.NETWORK, NEWCOMER, ADMIN, Bytes.utf8("another")));
    assertNotEquals(join, CODE.admitProof(Party.NETWORK, NEWCOMER, ADMIN, Bytes.EMPTY));
  }

  @Test
  void shouldKeepItsSecret() {
    assertFalse(CODE.toString().contains(CODE.secret().toHex().substring(0, 6)));
  }

  private static Bytes random(Entropy entropy, int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) entropy.nextLong();
    }
    return Bytes.copyOf(bytes);
  }
}
