package org.sheratan.edge.card;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WifiFileTest {
  private static String text(String ssid, String password, String before) {
    return WifiFile.text(new CardSettings.Wifi("DE", ssid, CardSecret.of(password)), before);
  }

  /** IEEE 802.11-2016, J.4.2. */
  @Test
  void shouldDeriveTheKeysOfTheStandardsTestVectors() {
    assertTrue(text("IEEE", "password", "")
        .contains("psk=f42c6fc52df0ebef9ebb4b90b38a5f902e83fe1b135a70e23aed762e9710a12e\n"));
    assertTrue(text("ThisIsASSID", "ThisIsAPassword", "")
        .contains("psk=0dc0d6eb90555ed6419756b9a15ec3e3209b63df707dd508d14581f8982721af\n"));
  }

  @Test
  void shouldTakeAKeyAsItIs() {
    assertTrue(text("IEEE", "AB".repeat(32), "").contains("psk=" + "ab".repeat(32) + "\n"));
  }

  @Test
  void shouldLetNoNameEndItsLine() {
    String text = text("a\"\n}\nnetwork={", "password", "");
    assertTrue(text.contains("ssid=61220a7d0a6e6574776f726b3d7b\n"), text);
    assertEquals(1, text.split("network=\\{", -1).length - 1);
  }

  @Test
  void shouldKeepAKeyThatWasTakenOverForThisNetworkAlone() {
    String before = text("IEEE", "password", "");
    assertTrue(WifiFile.isFor("IEEE", before));
    assertFalse(WifiFile.isFor("other", before));
    assertFalse(WifiFile.isFor("IEEE", ""));
    assertEquals(before, text("IEEE", "********", before));
  }
}
