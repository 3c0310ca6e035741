package org.sheratan.edge.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.core.node.Input;
import org.sheratan.edge.daemon.Inbox;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.kernel.Bytes;
import org.sheratan.radio.link.FrameTap;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.lora.LoraTap;
import org.sheratan.radio.link.udp.UdpConfig;
import org.sheratan.radio.link.udp.UdpLink;

class TrafficWatchTest {
  @Test
  void shouldWatchWhatLinksDropAndPeersMakeWrong() {
    Answer answer = new FakeNode().ask(new Command.Status()).join();
    SortedMap<String, Long> counts = TrafficWatch.counts((Answer.StatusReport) answer, FakeNode.LINKS);
    assertEquals(
        new TreeMap<>(Map.of("charged." + FakeNode.WORKER.id().toHex(), 12L, "malformed_messages", 5L,
            "udp.foreign", 2L, "udp.malformed", 3L, "udp.unsent", 0L)),
        counts);
  }

  /** What a LoRa link could not read itself was lost behind what the mesh could not. */
  @Test
  void shouldAddWhatTheMeshCouldNotReadToWhatTheLinkCouldNot() {
    Answer answer = new FakeNode().ask(new Command.Status()).join();
    LinkCounts links = () -> new TreeMap<>(Map.of("udp",
        new LinkCounts.Figures(1, 1, new TreeMap<>(Map.of("malformed", 4L)), new TreeMap<>())));
    assertEquals(7L, TrafficWatch.counts((Answer.StatusReport) answer, links).get("udp.malformed"));
  }

  @Test
  void shouldCountTheFramesThatTheBusyNodeDidNotTake() throws Exception {
    Inbox inbox = new Inbox();
    OpenLinks links = new OpenLinks(inbox, FrameTap.NONE, LoraTap.NONE);
    UdpConfig config = new UdpConfig("udp", java.util.List.of("lo"), 0, 0);
    try (UdpLink link = links.udp("udp", listener -> {
      UdpLink opened = UdpLink.open(config, new SystemClock(), task -> {}, listener);
      LinkEndpoint from = new LinkEndpoint("127.0.0.1:9");
      while (inbox.put(new Input.FrameArrived(opened, from, Bytes.hex("00"), Optional.empty()))) {
        // Until it is full.
      }
      listener.onFrame(opened, from, Bytes.hex("00"), Optional.empty());
      return opened;
    })) {
      LinkCounts.Figures figures = links.byLink().get("udp");
      assertEquals(1, figures.dropped().get("node_busy"));
      assertTrue(figures.ignored().containsKey("copies"));
      assertEquals(0, figures.framesIn());
      link.send(new LinkEndpoint("nowhere"), Bytes.EMPTY);
      assertEquals(1, links.byLink().get("udp").dropped().get("unsent"));
    }
  }
}
