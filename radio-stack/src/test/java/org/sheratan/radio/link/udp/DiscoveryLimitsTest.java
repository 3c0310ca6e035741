package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.LinkEndpoint;

class DiscoveryLimitsTest {
  private static final InetAddress LOUD = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress QUIET = InetAddress.ofLiteral("192.0.2.2");
  private static final Bytes FRAME = Bytes.utf8("frame");

  @Test
  void shouldStopOneLoudSourceAndHearTheQuietOne() {
    RateLimit limit = new RateLimit(0);
    assertEquals(100, admitted(limit, LOUD, 1_000, 0));
    assertTrue(limit.admits(QUIET, 0));
  }

  @Test
  void shouldRefillWithTime() {
    RateLimit limit = new RateLimit(0);
    admitted(limit, LOUD, 1_000, 0);
    assertEquals(50, admitted(limit, LOUD, 1_000, 1_000));
    assertEquals(100, admitted(limit, LOUD, 1_000, 1_000_000));
  }

  @Test
  void shouldBoundManySourcesTogether() {
    RateLimit limit = new RateLimit(0);
    int passed = 0;
    for (int host = 0; host < 10_000; host++) {
      InetAddress source = InetAddress.ofLiteral("10.0." + (host >> 8) + "." + (host & 255));
      passed += admitted(limit, source, 1, 0);
    }
    assertEquals(400, passed);
  }

  @Test
  void shouldNotRunBackwardsWithTheClock() {
    RateLimit limit = new RateLimit(5_000);
    admitted(limit, LOUD, 1_000, 5_000);
    assertEquals(0, admitted(limit, LOUD, 10, 4_000));
  }

  @Test
  void shouldSpotACopyWithinTheWindowOnly() {
    RecentFrames recent = new RecentFrames();
    LinkEndpoint sender = new LinkEndpoint("192.0.2.1:1");
    assertTrue(recent.isNew(sender, FRAME, 0));
    assertFalse(recent.isNew(sender, FRAME, 249));
    assertTrue(recent.isNew(sender, FRAME, 250));
    assertFalse(recent.isNew(sender, FRAME, 499));
  }

  @Test
  void shouldTellSendersApart() {
    RecentFrames recent = new RecentFrames();
    assertTrue(recent.isNew(new LinkEndpoint("192.0.2.1:1"), FRAME, 0));
    assertTrue(recent.isNew(new LinkEndpoint("192.0.2.1:2"), FRAME, 0));
    assertTrue(recent.isNew(new LinkEndpoint("192.0.2.1:1"), Bytes.utf8("other"), 0));
  }

  @Test
  void shouldForgetTheOldestFrame() {
    RecentFrames recent = new RecentFrames();
    LinkEndpoint sender = new LinkEndpoint("192.0.2.1:1");
    recent.isNew(sender, FRAME, 0);
    for (int index = 0; index < 64; index++) {
      recent.isNew(sender, Bytes.utf8("frame " + index), 0);
    }
    assertTrue(recent.isNew(sender, FRAME, 0));
  }

  private static int admitted(RateLimit limit, InetAddress source, int attempts, long nowMs) {
    int passed = 0;
    for (int attempt = 0; attempt < attempts; attempt++) {
      passed += limit.admits(source, nowMs) ? 1 : 0;
    }
    return passed;
  }
}
