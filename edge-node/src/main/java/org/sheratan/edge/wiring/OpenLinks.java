package org.sheratan.edge.wiring;

import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.sheratan.edge.daemon.Inbox;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.radio.air.QueueCounters;
import org.sheratan.radio.link.FrameTap;
import org.sheratan.radio.link.LinkListener;
import org.sheratan.radio.link.lora.LoraCounters;
import org.sheratan.radio.link.lora.LoraTap;
import org.sheratan.radio.link.udp.UdpCounts;
import org.sheratan.radio.link.udp.UdpCounts.Count;
import org.sheratan.radio.link.udp.UdpLink;

/** The links that are open, by name, and where to read what they count. Any thread. */
final class OpenLinks implements LinkCounts {
  /** Opens one link. */
  @FunctionalInterface
  interface Opening {
    UdpLink open(LinkListener listener) throws IOException;
  }

  /** Opens one radio. */
  @FunctionalInterface
  interface RadioOpening {
    OpenRadio open(LinkListener listener) throws StartRefusal;
  }

  private final Inbox inbox;
  private final FrameTap tap;
  private final LoraTap loraTap;
  private final Map<String, Supplier<Figures>> open = new ConcurrentSkipListMap<>();

  /**
   * @param tap sees what is heard over UDP
   * @param loraTap sees what LoRa radios hear and send
   */
  OpenLinks(Inbox inbox, FrameTap tap, LoraTap loraTap) {
    this.inbox = inbox;
    this.tap = tap;
    this.loraTap = loraTap;
  }

  /**
   * Opens a UDP link that tells the inbox what it hears.
   *
   * @param opening makes the link with that listener
   */
  UdpLink udp(String name, Opening opening) throws IOException {
    AtomicLong nodeBusy = new AtomicLong();
    UdpLink link = opening.open(new InboxListener(inbox, nodeBusy, tap));
    open.put(name, () -> figures(link.counts(), nodeBusy.get()));
    return link;
  }

  /** The same for a LoRa radio. */
  OpenRadio lora(RadioOpening opening) throws StartRefusal {
    AtomicLong nodeBusy = new AtomicLong();
    OpenRadio radio = opening.open(new InboxListener(inbox, nodeBusy, FrameTap.NONE));
    radio.station().tapBy(loraTap);
    open.put(radio.station().profile().name(), () -> figures(radio.station().counters(), nodeBusy.get()));
    return radio;
  }

  @Override
  public SortedMap<String, Figures> byLink() {
    TreeMap<String, Figures> all = new TreeMap<>();
    open.forEach((name, link) -> all.put(name, link.get()));
    return all;
  }

  private static Figures figures(UdpCounts counts, long nodeBusy) {
    TreeMap<String, Long> dropped = new TreeMap<>(Map.of("bad_length", counts.of(Count.BAD_LENGTH), "foreign",
        counts.of(Count.FOREIGN), "throttled", counts.of(Count.THROTTLED), "unsent", counts.of(Count.UNSENT),
        "node_busy", nodeBusy));
    TreeMap<String, Long> ignored = new TreeMap<>(
        Map.of("own", counts.of(Count.OWN), "copies", counts.of(Count.COPIES)));
    return new Figures(counts.of(Count.FRAMES_IN), counts.of(Count.DATAGRAMS_OUT), dropped, ignored);
  }

  private static Figures figures(LoraCounters counters, long nodeBusy) {
    QueueCounters queue = counters.queue();
    TreeMap<String, Long> dropped = new TreeMap<>(Map.of("garbled", counters.garbled(), "malformed",
        counters.malformed(), "unsent", counters.refused() + queue.dropped(), "node_busy", nodeBusy));
    TreeMap<String, Long> ignored = new TreeMap<>(Map.of("copies", queue.coalesced()));
    return new Figures(counters.received(), counters.transmitted(), dropped, ignored);
  }
}
