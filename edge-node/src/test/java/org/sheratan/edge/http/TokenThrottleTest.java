package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.edge.access.AccessToken;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class TokenThrottleTest {
  private final TokenThrottle throttle = new TokenThrottle();

  @Test
  void shouldGiveEachCallerTenTriesAndOneMoreEverySixSeconds() {
    for (int tries = 0; tries < TokenThrottle.BURST; tries++) {
      assertEquals(0, throttle.wrong("a", 1_000));
    }
    assertEquals(6, throttle.wrong("a", 1_000));
    assertEquals(1, throttle.wrong("a", 6_500));
    assertEquals(0, throttle.wrong("a", 7_000));
    assertEquals(6, throttle.wrong("a", 7_000));
    assertEquals(0, throttle.wrong("b", 7_000));
  }

  @Test
  void shouldStandTheWholeRangeOfTheClock() {
    assertEquals(0, throttle.wrong("a", -5_000_000));
    assertEquals(0, throttle.wrong("b", 0));
    assertEquals(0, throttle.wrong("c", Long.MAX_VALUE / 2));
  }

  @Test
  void shouldLimitAllCallersTogether() {
    int refused = 0;
    for (int caller = 0; caller < 200; caller++) {
      refused += throttle.wrong("caller " + caller, 0) > 0 ? 1 : 0;
    }
    assertEquals(200 - TokenThrottle.BURST * TokenThrottle.ALL_FACTOR, refused);
  }

  @Test
  void shouldRememberABoundedNumberOfCallers() {
    for (int caller = 0; caller < 10_000; caller++) {
      throttle.wrong("caller " + caller, caller * 1_000L);
    }
    assertEquals(TokenThrottle.MAX_CALLERS, throttle.remembered());
  }

  @Test
  void shouldCompareTokensWhole() {
    AccessToken token = AccessToken.parse("abcdefghijklmnopqrstuvwxyz");
    assertTrue(token.matches("abcdefghijklmnopqrstuvwxyz"));
    assertFalse(token.matches("abcdefghijklmnopqrstuvwxy"));
    assertFalse(token.matches("abcdefghijklmnopqrstuvwxyz "));
    assertFalse(token.matches(""));
  }

  @Test
  void shouldNeverShowAToken() {
    AccessToken token = AccessToken.generate(length -> Bytes.copyOf(new byte[length]));
    assertEquals("A".repeat(43), token.secret());
    assertEquals("AccessToken[secret]", token.toString());
    MalformedException refused = assertThrows(MalformedException.class,
        () -> AccessToken.parse("short secret"));
    assertFalse(refused.getMessage().contains("short"));
  }
}
