package org.sheratan.radio.ether;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.link.Signal;

class EtherTest {
  private static final LinkProfile ADDRESSED = new LinkProfile("udp", 1200, 20, 100_000_000, false, true);
  private static final LinkProfile SHARED = new LinkProfile("air", 200, 400, 5_000, true, false);
  private static final Bytes HELLO = Bytes.utf8("hello");

  private final List<String> heard = new ArrayList<>();

  private Ether ether(EtherFaults faults) {
    return new Ether(new SeededEntropy(1), faults);
  }

  private EtherLink attach(Ether ether, String name, LinkProfile profile) {
    EtherLink link = ether.attach(name, profile);
    link.listen(new LinkListener() {
      @Override
      public void onFrame(Link on, LinkEndpoint from, Bytes frame, Optional<Signal> signal) {
        heard.add(from.address() + ">" + name + ":" + frame.toHex());
      }

      @Override
      public void onState(Link on, boolean up, String why) {
        heard.add(name + " " + up);
      }
    });
    return link;
  }

  @Test
  void shouldDeliverAfterTheDelayOnly() {
    Ether ether = ether(EtherFaults.NONE);
    EtherLink a = attach(ether, "a", ADDRESSED);
    EtherLink b = attach(ether, "b", ADDRESSED);
    ether.advance(100);
    a.send(b.endpoint(), HELLO);
    assertEquals(105, ether.nextDueMs());
    ether.deliverDue(104);
    assertTrue(heard.isEmpty());
    ether.deliverDue(105);
    assertEquals(List.of("a>b:" + HELLO.toHex()), heard);
    assertEquals(Long.MAX_VALUE, ether.nextDueMs());
  }

  @Test
  void shouldLetEveryoneOverhearASharedMedium() {
    Ether ether = ether(EtherFaults.NONE);
    EtherLink a = attach(ether, "a", SHARED);
    EtherLink b = attach(ether, "b", SHARED);
    attach(ether, "c", SHARED);
    a.send(b.endpoint(), HELLO);
    ether.deliverDue(1_000);
    assertEquals(2, heard.size());
    assertEquals(1, ether.counters().transmissions());
    assertEquals(5, ether.counters().bytes());
  }

  @Test
  void shouldKeepAddressedFramesFromOthers() {
    Ether ether = ether(EtherFaults.NONE);
    EtherLink a = attach(ether, "a", ADDRESSED);
    attach(ether, "b", ADDRESSED);
    attach(ether, "c", ADDRESSED);
    a.send(new LinkEndpoint("c"), HELLO);
    a.send(LinkEndpoint.EVERYONE, HELLO);
    ether.deliverDue(1_000);
    assertEquals(List.of("a>c:" + HELLO.toHex(), "a>b:" + HELLO.toHex(), "a>c:" + HELLO.toHex()), heard);
  }

  @Test
  void shouldThrowAwayWhatExceedsTheMtu() {
    Ether ether = ether(EtherFaults.NONE);
    EtherLink a = attach(ether, "a", SHARED);
    attach(ether, "b", SHARED);
    a.send(LinkEndpoint.EVERYONE, Bytes.copyOf(new byte[201]));
    ether.deliverDue(10_000);
    assertTrue(heard.isEmpty());
    assertEquals(1, ether.counters().oversize());
  }

  @Test
  void shouldHearOnlyAlongTheTopology() {
    Ether ether = ether(EtherFaults.NONE);
    ether.topology(Topology.line(List.of("a", "b", "c")));
    EtherLink a = attach(ether, "a", ADDRESSED);
    EtherLink b = attach(ether, "b", ADDRESSED);
    attach(ether, "c", ADDRESSED);
    a.send(LinkEndpoint.EVERYONE, HELLO);
    b.send(LinkEndpoint.EVERYONE, HELLO);
    ether.topology().sever("a", "b");
    ether.deliverDue(1_000);
    assertEquals(List.of("b>a:" + HELLO.toHex(), "b>c:" + HELLO.toHex()), heard);
    assertTrue(Topology.ring(List.of("a", "b", "c")).hears("c", "a"));
    assertTrue(!Topology.full().sever("a", "b").hears("a", "b"));
  }

  @Test
  void shouldCutIslandsApartAndHeal() {
    Ether ether = ether(EtherFaults.NONE);
    EtherLink a = attach(ether, "a", ADDRESSED);
    EtherLink b = attach(ether, "b", ADDRESSED);
    attach(ether, "c", ADDRESSED);
    a.send(b.endpoint(), HELLO);
    ether.topology().partition(List.of(Set.of("a")));
    b.send(LinkEndpoint.EVERYONE, HELLO);
    ether.deliverDue(1_000);
    assertEquals(List.of("b>c:" + HELLO.toHex()), heard);
    assertEquals(1, ether.counters().cut());
    ether.topology().heal();
    a.send(b.endpoint(), HELLO);
    ether.deliverDue(2_000);
    assertEquals(2, heard.size());
  }

  @Test
  void shouldLoseFramesToADetachedStationEvenAfterItReturns() {
    Ether ether = ether(EtherFaults.NONE);
    EtherLink a = attach(ether, "a", ADDRESSED);
    EtherLink b = attach(ether, "b", ADDRESSED);
    a.send(b.endpoint(), HELLO);
    ether.detach("b");
    attach(ether, "b", ADDRESSED);
    b.send(a.endpoint(), HELLO);
    ether.deliverDue(1_000);
    assertTrue(heard.isEmpty());
    assertThrows(IllegalStateException.class, () -> ether.attach("b", ADDRESSED));
  }

  @Test
  void shouldCauseEachFaultAboutAsOftenAsAsked() {
    Ether ether = ether(EtherFaults.HARSH);
    EtherLink a = attach(ether, "a", ADDRESSED);
    EtherLink b = attach(ether, "b", ADDRESSED);
    for (int index = 0; index < 10_000; index++) {
      a.send(b.endpoint(), HELLO);
    }
    ether.deliverDue(10_000);
    EtherCounters counters = ether.counters();
    assertTrue(Math.abs(counters.dropped() - 3_000) < 200, counters::toString);
    assertTrue(Math.abs(counters.duplicated() - 700) < 100, counters::toString);
    assertTrue(Math.abs(counters.reordered() - 1_400) < 150, counters::toString);
    assertTrue(counters.corrupted() > 40 && counters.corrupted() < 120, counters::toString);
    assertEquals(counters.deliveries(), heard.size());
  }

  @Test
  void shouldRepeatItselfFromOneSeed() {
    List<String> first = run(5);
    assertEquals(first, run(5));
    assertNotEquals(first, run(6));
  }

  private List<String> run(long seed) {
    heard.clear();
    Ether ether = new Ether(new SeededEntropy(seed), EtherFaults.HARSH);
    EtherLink a = attach(ether, "a", ADDRESSED);
    attach(ether, "b", ADDRESSED);
    for (int index = 0; index < 100; index++) {
      ether.advance(index);
      a.send(LinkEndpoint.EVERYONE, Bytes.copyOf(new byte[]{(byte) index}));
    }
    ether.deliverDue(10_000);
    return List.copyOf(heard);
  }
}
