package org.sheratan.radio.mesh.neighbor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.route.Ways;

class NeighborTableTest {
  private static final NodeId ONE = Fixtures.id(1);
  private static final NodeId TWO = Fixtures.id(2);
  private static final LinkEndpoint HERE = new LinkEndpoint("here");
  private static final LinkEndpoint THERE = new LinkEndpoint("there");

  private final Link link = Fixtures.deadLink(Fixtures.UDP);
  private final NeighborTable neighbors = new NeighborTable();

  @Test
  void shouldTellANewNeighborOnce() {
    assertTrue(neighbors.heard(ONE, link, HERE, false, 0));
    assertFalse(neighbors.heard(ONE, link, HERE, false, 10));
    assertTrue(neighbors.heard(ONE, link, THERE, false, 20));
    assertEquals(List.of(ONE), neighbors.ids());
  }

  @Test
  void shouldPreferAProvenContactThatAnswers() {
    neighbors.heard(ONE, link, HERE, false, 0);
    neighbors.heard(ONE, link, THERE, true, 0);
    assertEquals(THERE, neighbors.best(ONE).orElseThrow().endpoint());
    Contact there = neighbors.best(ONE).orElseThrow();
    for (int lost = 0; lost < 3; lost++) {
      there.unanswered();
    }
    assertTrue(there.failing());
    assertEquals(HERE, neighbors.best(ONE).orElseThrow().endpoint());
    neighbors.heard(ONE, link, THERE, true, 10);
    assertEquals(THERE, neighbors.best(ONE).orElseThrow().endpoint());
  }

  @Test
  void shouldTrustNoOldEndpointOfANodeThatStartedAnew() {
    neighbors.heard(ONE, link, HERE, true, 0);
    neighbors.startedAnew(ONE);
    assertEquals(HERE, neighbors.best(ONE).orElseThrow().endpoint(), "there is no better one");
    neighbors.heard(ONE, link, THERE, false, 10);
    assertEquals(THERE, neighbors.best(ONE).orElseThrow().endpoint());
    neighbors.heard(ONE, link, HERE, true, 20);
    assertEquals(HERE, neighbors.best(ONE).orElseThrow().endpoint());
  }

  @Test
  void shouldNameTheProvenOwnerOfAnEndpoint() {
    neighbors.heard(ONE, link, HERE, true, 0);
    neighbors.heard(TWO, link, HERE, false, 50);
    assertEquals(Optional.of(ONE), neighbors.at(link, HERE));
    assertEquals(Optional.empty(), neighbors.at(link, THERE));
  }

  /** Messages were handed over to a radio that had no region, and expired a day later as sent. */
  @Test
  void shouldNotTakeALinkThatOnlyReceivesForAWay() {
    LinkProfile air = new LinkProfile("lora0", 255, 1_000, 1_000, true, false, 1_000, true);
    Link silent = Fixtures.deadLink(air);
    neighbors.heard(ONE, silent, LinkEndpoint.EVERYONE, true, 0);
    assertTrue(neighbors.isNeighbor(ONE), "it was heard");
    Ways ways = new Ways(neighbors);
    assertEquals(Optional.empty(), neighbors.best(ONE));
    assertEquals(Optional.empty(), ways.nextHop(ONE));
    assertEquals(Optional.empty(), ways.expectedMs(ONE, 10), "no time is quoted");
    neighbors.heard(ONE, link, HERE, false, 10);
    assertEquals(HERE, neighbors.best(ONE).orElseThrow().endpoint());
    assertEquals(Optional.of(ONE), ways.nextHop(ONE));
    assertTrue(ways.carries(ONE, Fixtures.UDP.mtuBytes()));
    assertFalse(ways.carries(ONE, Fixtures.UDP.mtuBytes() + 1));
  }

  @Test
  void shouldNotLetStrangersPushProvenNeighborsOut() {
    neighbors.heard(ONE, link, HERE, true, 0);
    for (int stranger = 2; stranger < 300; stranger++) {
      byte[] key = Fixtures.id(0).key().toArray();
      key[1] = (byte) stranger;
      key[2] = (byte) (stranger >> 8);
      neighbors.heard(new NodeId(org.sheratan.kernel.Bytes.copyOf(key)), link, THERE, false, stranger);
    }
    assertEquals(MeshLimits.NEIGHBORS, neighbors.size());
    assertTrue(neighbors.isNeighbor(ONE));
    for (int other = 0; other < 10; other++) {
      neighbors.heard(ONE, link, new LinkEndpoint("e" + other), false, 400 + other);
    }
    assertTrue(neighbors.contact(ONE, link, HERE).isPresent());
  }

  @Test
  void shouldForgetTheSilentAndWhatWasOnALostLink() {
    neighbors.heard(ONE, link, HERE, true, 0);
    neighbors.heard(TWO, link, THERE, true, 900);
    neighbors.expire(1_000, 500);
    assertFalse(neighbors.isNeighbor(ONE));
    neighbors.forget(link);
    assertEquals(0, neighbors.size());
  }

  @Test
  void shouldMeasureDelivery() {
    neighbors.heard(ONE, link, HERE, true, 0);
    Contact contact = neighbors.best(ONE).orElseThrow();
    assertEquals(1_000, contact.costMilli());
    for (int round = 0; round < 40; round++) {
      contact.unanswered();
      contact.answered(30, true);
    }
    assertTrue(contact.costMilli() > 1_500 && contact.costMilli() < 2_500, "" + contact.costMilli());
    assertEquals(30, contact.roundTrip().smoothedMs(0));
  }
}
