package org.sheratan.radio.secure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class SessionTableTest {
  private final MemoryDurable disk = new MemoryDurable();
  private final SessionTable table = new SessionTable(disk, 0);

  @Test
  void shouldSealWithTheNewestProven() {
    NodeId peer = peer(1);
    assertEquals(Optional.empty(), table.forSealing(peer));
    Session first = create(peer, false);
    assertEquals(Optional.of(first), table.forSealing(peer));
    Session second = create(peer, false);
    assertEquals(Optional.of(second), table.forSealing(peer), "none is proven: the newest");
    table.used(first, 1);
    assertEquals(Optional.of(first), table.forSealing(peer));
    table.used(second, 2);
    assertEquals(Optional.of(second), table.forSealing(peer));
    assertEquals(Optional.of(2L), first.supersededMs());
    assertEquals(Optional.empty(), second.supersededMs());
  }

  @Test
  void shouldNotBringASupersededSessionBack() {
    NodeId peer = peer(1);
    Session first = create(peer, true);
    Session second = create(peer, true);
    table.used(first, 5);
    assertEquals(Optional.of(second), table.forSealing(peer));
  }

  @Test
  void shouldTryWhoSpokeLastFirst() {
    create(peer(1), true);
    Session two = create(peer(2), true);
    Session three = create(peer(3), true);
    table.used(two, 1);
    List<NodeId> order = new ArrayList<>();
    assertEquals(Optional.of(three), table.find(session -> {
      order.add(session.peer());
      return session == three;
    }));
    assertEquals(List.of(peer(2), peer(3)), order);
    assertEquals(Optional.empty(), table.find(session -> false));
  }

  @Test
  void shouldMakeRoomByForgettingWhoWasSilentLongest() {
    for (int number = 0; number < SecureLimits.SESSIONS; number++) {
      create(peer(number), true);
    }
    table.find(session -> session.peer().equals(peer(0))).ifPresent(session -> table.used(session, 1));
    create(peer(SecureLimits.SESSIONS), true);
    assertFalse(table.of(peer(0)).isEmpty());
    assertTrue(table.of(peer(1)).isEmpty());
    assertEquals(SecureLimits.SESSIONS, disk.under("secure/session/").size());
    assertEquals(SecureLimits.SESSIONS, disk.under("secure/state/").size());
  }

  @Test
  void shouldReserveAheadOfUse() {
    Session session = create(peer(1), true);
    for (int counter = 0; counter < SecureLimits.COUNTERS; counter++) {
      assertTrue(table.ensureCounter(session, 0));
      assertTrue(session.reserved() - session.nextCounter() > Math.min(SecureLimits.COUNTER_BLOCK / 2 - 1,
          SecureLimits.COUNTERS - 1 - session.nextCounter()));
      assertEquals(counter, session.takeCounter());
    }
    assertFalse(table.ensureCounter(session, 0));
    assertThrows(IllegalStateException.class, session::takeCounter);
  }

  @Test
  void shouldComeBackFromDiskAsItWas() {
    Session old = create(peer(1), true);
    Session current = create(peer(1), true);
    current.take(17);
    table.storeWindows();
    SessionTable again = new SessionTable(disk, 1_000_000);
    assertEquals(2, again.of(peer(1)).size());
    Session oldAgain = again.of(peer(1)).getFirst();
    Session currentAgain = again.of(peer(1)).getLast();
    assertEquals(List.of(old.serial(), current.serial()), List.of(oldAgain.serial(), currentAgain.serial()));
    assertEquals(current.sendKey(), currentAgain.sendKey());
    assertEquals(current.receiveKey(), currentAgain.receiveKey());
    assertEquals(current.keyId(), currentAgain.keyId());
    assertTrue(oldAgain.supersededMs().isPresent() && oldAgain.proven());
    assertTrue(currentAgain.supersededMs().isEmpty() && currentAgain.proven());
    assertEquals(SecureLimits.COUNTER_BLOCK, currentAgain.nextCounter());
    assertEquals(ReplayWindow.Verdict.SEEN, currentAgain.take(17));
    assertEquals(1_000_000, currentAgain.bornMs(), "time away counts as none");
  }

  @Test
  void shouldShowNoKeys() {
    String text = create(peer(1), true).toString();
    assertFalse(text.contains("5e5e") || text.contains("4d4d"), text);
  }

  private Session create(NodeId peer, boolean proven) {
    List<Session> known = table.of(peer);
    int keyId = known.isEmpty() ? 0 : known.getLast().keyId() + 1 & 3;
    NoiseKeys keys = new NoiseKeys(Bytes.hex("5e".repeat(32)), Bytes.hex("4d".repeat(32)));
    return table.create(peer, keyId, keys, true, proven, 0);
  }

  private static NodeId peer(int number) {
    return new NodeId(Bytes.copyOf(ByteBuffer.allocate(NodeId.LENGTH).putInt(number + 1).array()));
  }
}
