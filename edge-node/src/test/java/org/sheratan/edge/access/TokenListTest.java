package org.sheratan.edge.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.WallQuality;

class TokenListTest {
  private static final String DIGEST = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  /** As docs/operations.md shows it. */
  private static final String TEXT = "sheratan-tokens 1\n"
      + "name=weather-script scope=submit digest=" + DIGEST + " created=1795334400000/2 revoked=0"
      + " left_ms=2592000000 until=1797926400000\n"
      + "name=old scope=admin digest=" + DIGEST + " created=0/0 revoked=1";
  private static final TokenList LIST = new TokenList(List.of(
      new NamedToken("weather-script", Scope.SUBMIT, Bytes.hex(DIGEST), 1_795_334_400_000L, WallQuality.NTP,
          false,
          Optional.of(new TokenLife(2_592_000_000L, 1_797_926_400_000L))),
      new NamedToken("old", Scope.ADMIN, Bytes.hex(DIGEST), 0, WallQuality.NONE, true, Optional.empty())));

  @Test
  void shouldBeWrittenAsDocumented() {
    assertEquals(TEXT, LIST.encode());
    assertEquals(LIST, TokenList.decode(TEXT));
    assertEquals(TokenList.EMPTY, TokenList.decode(TokenList.EMPTY.encode()));
  }

  @Test
  void shouldNameTheLineAndNothingOfIt() {
    for (String broken : List.of(TEXT.replace("scope=submit", "scope=none"), TEXT.replace("submit", "root"),
        TEXT.replace("weather-script", "10.0.0.1"), TEXT.replace("/2 ", "/4 "),
        TEXT.replace(DIGEST + " created=1795", "short created=1795"))) {
      MalformedException wrong = assertThrows(MalformedException.class, () -> TokenList.decode(broken),
          broken);
      assertTrue(wrong.reason().startsWith("line 2"), wrong.reason());
      assertFalse(wrong.getMessage().contains(DIGEST.substring(0, 16)));
    }
    assertThrows(MalformedException.class, () -> TokenList.decode(""));
    assertThrows(MalformedException.class, () -> TokenList.decode("sheratan-tokens 2"));
    assertThrows(MalformedException.class, () -> TokenList.decode(TEXT + "\n"));
    assertThrows(MalformedException.class, () -> TokenList.decode(TEXT.replace("old", "weather-script")));
    assertThrows(MalformedException.class,
        () -> TokenList.decode("sheratan-tokens 1" + "\nx".repeat(TokenList.MOST + 1)));
  }

  @Test
  void shouldTakeOrRefuseAnyText() {
    Random random = new Random(5);
    for (int count = 0; count < 20_000; count++) {
      StringBuilder text = new StringBuilder(TEXT);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) (32 + random.nextInt(96)));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, TEXT, 0, random.nextInt(20));
        }
      }
      String typed = text.toString();
      try {
        assertEquals(typed, TokenList.decode(typed).encode());
      } catch (MalformedException refused) {
        assertTrue(refused.field().equals("tokens"), typed);
      }
    }
  }
}
