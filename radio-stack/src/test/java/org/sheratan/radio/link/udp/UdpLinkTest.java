package org.sheratan.radio.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.udp.UdpCounts.Count;

class UdpLinkTest {
  private static final Bytes HELLO = Bytes.utf8("hello");
  private static final Bytes ANSWER = Bytes.utf8("answer");

  @Test
  void shouldFindANeighborAndAnswerIt() throws Exception {
    UdpConfig config = UdpConfig.loopback(Listening.freePort());
    try (Listening one = Listening.on(config); Listening two = Listening.on(config)) {
      one.link.send(LinkEndpoint.EVERYONE, HELLO);
      Listening.Heard heard = two.next();
      assertEquals(HELLO, heard.frame());
      assertEquals(one.endpoint(), heard.from());
      two.link.send(heard.from(), ANSWER);
      assertEquals(new Listening.Heard(two.endpoint(), ANSWER), one.next());
    }
  }

  @Test
  void shouldShareTheDiscoveryPortAmongManyNodes() throws Exception {
    UdpConfig config = UdpConfig.loopback(Listening.freePort());
    try (Listening one = Listening.on(config);
        Listening two = Listening.on(config);
        Listening three = Listening.on(config)) {
      assertNotEquals(one.link.unicastPort(), two.link.unicastPort());
      three.link.send(LinkEndpoint.EVERYONE, HELLO);
      assertEquals(three.endpoint(), one.next().from());
      assertEquals(three.endpoint(), two.next().from());
    }
  }

  @Test
  void shouldNotHearItself() throws Exception {
    UdpConfig config = UdpConfig.loopback(Listening.freePort());
    try (Listening one = Listening.on(config)) {
      one.link.send(LinkEndpoint.EVERYONE, HELLO);
      one.link.send(one.endpoint(), HELLO);
      one.awaitCount(Count.OWN, 2);
      assertEquals(0, one.frames.size());
    }
  }

  @Test
  void shouldNotHearNodesOfAnotherDiscoveryPort() throws Exception {
    try (Listening one = Listening.on(UdpConfig.loopback(Listening.freePort()));
        Listening two = Listening.on(UdpConfig.loopback(Listening.freePort()))) {
      one.link.send(LinkEndpoint.EVERYONE, HELLO);
      one.awaitCount(Count.OWN, 1);
      one.link.send(two.endpoint(), ANSWER);
      assertEquals(ANSWER, two.next().frame());
      assertEquals(0, two.frames.size());
    }
  }

  @Test
  void shouldCarryTheLargestFrameBothWays() throws Exception {
    UdpConfig config = UdpConfig.loopback(Listening.freePort());
    SeededEntropy entropy = new SeededEntropy(5);
    byte[] content = new byte[1200];
    for (int index = 0; index < content.length; index++) {
      content[index] = (byte) entropy.nextInt(256);
    }
    Bytes big = Bytes.copyOf(content);
    try (Listening one = Listening.on(config); Listening two = Listening.on(config)) {
      assertEquals(1200, one.link.profile().mtuBytes());
      assertTrue(one.link.profile().addressed());
      one.link.send(LinkEndpoint.EVERYONE, big);
      assertEquals(big, two.next().frame());
      one.link.send(two.endpoint(), big);
      assertEquals(big, two.next().frame());
    }
  }

  @Test
  void shouldTalkIpv6OnLoopback() throws Exception {
    UdpConfig config = UdpConfig.loopback(0);
    UdpConfig samePort = new UdpConfig("udp", List.of("lo"), Listening.freePort(), 0);
    try (Listening one = Listening.on(config); Listening two = Listening.on(samePort)) {
      assumeTrue(LocalInterfaceTest.loopback().owns(InetAddress.ofLiteral("::1")), "no IPv6 here");
      one.link.send(new LinkEndpoint("[::1]:" + two.link.unicastPort()), HELLO);
      Listening.Heard heard = two.next();
      assertEquals(HELLO, heard.frame());
      two.link.send(heard.from(), ANSWER);
      assertEquals(ANSWER, one.next().frame());
    }
  }

  @Test
  void shouldMeetAStaticPeerByName() throws Exception {
    UdpConfig config = UdpConfig.loopback(0);
    try (Listening one = Listening.on(config); Listening two = Listening.on(config)) {
      LinkEndpoint named = new LinkEndpoint("localhost:" + two.link.unicastPort());
      Listening.Heard heard = two.hearsAgain(() -> one.link.send(named, HELLO), HELLO);
      assertEquals(one.endpoint(), heard.from());
    }
  }

  @Test
  void shouldLoseFramesItCannotSend() throws Exception {
    try (Listening one = Listening.on(UdpConfig.loopback(0))) {
      one.link.send(new LinkEndpoint("nonsense"), HELLO);
      one.link.send(new LinkEndpoint("192.0.2.200:9"), HELLO);
      one.link.send(new LinkEndpoint("[fe80::1%nowhere]:9"), HELLO);
      one.link.send(one.endpoint(), Bytes.EMPTY);
      one.link.send(one.endpoint(), Bytes.copyOf(new byte[1201]));
      assertTrue(one.link.counts().of(Count.UNSENT) >= 4);
    }
  }

  @Test
  void shouldRefuseATakenUnicastPort() throws Exception {
    try (Listening one = Listening.on(UdpConfig.loopback(0))) {
      UdpConfig same = new UdpConfig("udp", List.of("lo"), one.link.unicastPort(), 0);
      BindException taken = assertThrows(BindException.class, () -> Listening.on(same));
      assertTrue(taken.getMessage().contains("UDP port " + one.link.unicastPort()), taken.getMessage());
    }
  }

  @Test
  void shouldFollowInterfacesUpAndDown() throws Exception {
    AtomicReference<List<LocalInterface>> up = new AtomicReference<>(List.of());
    UdpConfig config = UdpConfig.loopback(Listening.freePort());
    try (Listening one = Listening.on(config, up::get); Listening two = Listening.on(config)) {
      assertEquals(new Listening.State(false, "none of lo is up"), one.states.take());
      two.link.send(LinkEndpoint.EVERYONE, HELLO);
      up.set(List.of(LocalInterfaceTest.loopback()));
      one.link.rescan();
      assertEquals(new Listening.State(true, "on lo"), one.states.take());
      two.nowMs.addAndGet(1_000);
      two.link.send(LinkEndpoint.EVERYONE, ANSWER);
      assertEquals(ANSWER, one.next().frame());
      one.link.rescan();
      up.set(List.of());
      one.link.rescan();
      assertEquals(new Listening.State(false, "none of lo is up"), one.states.take());
      assertEquals(0, one.states.size());
    }
  }

  @Test
  void shouldReportThatInterfacesCannotBeListed() throws Exception {
    try (Listening one = Listening.on(UdpConfig.loopback(0), () -> {
      throw new SocketException("broken");
    })) {
      assertFalse(one.states.take().up());
      assertEquals(List.of("cannot list the interfaces: broken"), one.link.problems());
    }
  }

  @Test
  void shouldCloseWhileReceivingAndStaySilent() throws Exception {
    UdpConfig config = UdpConfig.loopback(Listening.freePort());
    Listening one = Listening.on(config);
    one.states.take();
    LinkEndpoint endpoint = one.endpoint();
    try (Listening two = Listening.on(config)) {
      for (int index = 0; index < 500; index++) {
        two.link.send(endpoint, HELLO);
      }
      one.next();
      one.link.close();
      one.link.close();
      assertEquals(new Listening.State(false, "closed"), one.states.take());
      one.link.send(LinkEndpoint.EVERYONE, HELLO);
      one.link.send(endpoint, HELLO);
      one.link.rescan();
      one.executor.shutdown();
      assertTrue(one.executor.awaitTermination(10, TimeUnit.SECONDS), "the receiving loop did not end");
      assertEquals(0, one.states.size());
    }
  }
}
