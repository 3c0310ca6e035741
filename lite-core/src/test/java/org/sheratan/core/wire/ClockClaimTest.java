package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

class ClockClaimTest {
  private static final NodeId OWNER = WireFixtures.OWNER.id();
  private static final NodeId WORKER = WireFixtures.WORKER.id();
  private static final long WALL_MS = 1_795_219_200_999L;

  private static WireMessage decode(String hex) {
    return WireCodec.decode(Bytes.hex(hex), WORKER, OWNER);
  }

  @Test
  void shouldTellOnlyWhatSomebodyVouchesFor() {
    assertEquals(Optional.empty(), ClockClaim.of(Now.monotonic(5)));
    assertEquals(Optional.empty(), ClockClaim.of(new Now(5, WALL_MS, WallQuality.PEER)));
    assertEquals(Optional.empty(), ClockClaim.of(new Now(5, -1_000, WallQuality.NTP)));
    assertEquals(Optional.empty(), ClockClaim.of(new Now(5, Long.MAX_VALUE, WallQuality.NTP)));
    assertEquals(Optional.of(new ClockClaim(1_795_219_200L, WallQuality.NTP)),
        ClockClaim.of(new Now(5, WALL_MS, WallQuality.NTP)));
    assertEquals(1_795_219_200_500L,
        ClockClaim.of(new Now(5, WALL_MS, WallQuality.GPS)).orElseThrow().wallMs());
  }

  @Test
  void shouldCostTwoBytesToAskAndSevenToTell() {
    Bytes ping = WireCodec.encode(new WireMessage.Ping(1, true), OWNER, WORKER);
    assertEquals(2 + 2, ping.length());
    ClockClaim claim = new ClockClaim(1_795_219_200L, WallQuality.GPS);
    assertEquals(2 + 7,
        WireCodec.encode(new WireMessage.Pong(1, Optional.of(claim)), OWNER, WORKER).length());
  }

  @Test
  void shouldRefuseClaimsThatAreNone() {
    assertEquals(new WireMessage.Ping(99, true), decode("0a630800"));
    assertEquals("clock", broken("0a63080100").field(), "a question carries no time");
    for (String unvouched : new String[]{"80f88de01a", "81f88de01a"}) {
      assertEquals("clock", broken("0b630805" + unvouched).field());
    }
    assertEquals("clock", broken("0b63080682f88de01a00").field());
    assertEquals("clock", broken("0b630809ffffffffffffffff7f").field());
    broken("0b630800");
  }

  private static MalformedException broken(String hex) {
    return assertThrows(MalformedException.class, () -> decode(hex));
  }
}
