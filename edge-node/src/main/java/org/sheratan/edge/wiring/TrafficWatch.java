package org.sheratan.edge.wiring;

import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.node.Answer;
import org.sheratan.core.node.Command;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.http.route.LinkCounts;
import org.sheratan.edge.http.route.NodeGate;
import org.sheratan.kernel.Clock;

/** Asks the node now and then what its mesh has counted, and warns when wrong or lost frames come fast. */
final class TrafficWatch implements Runnable {
  private final NodeGate node;
  private final LinkCounts links;
  private final Clock clock;
  private final GrowthWatch watch = new GrowthWatch();

  TrafficWatch(NodeGate node, LinkCounts links, Clock clock) {
    this.node = node;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public void run() {
    node.ask(new Command.Status()).thenAccept(answer -> {
      if (answer instanceof Answer.StatusReport status) {
        judge(counts(status, links));
      }
    });
  }

  private synchronized void judge(SortedMap<String, Long> counts) {
    watch.look(counts, clock.now().monoMs()).forEach(growth -> Log.warn("bad-traffic", "what", growth.name(),
        "count", growth.by(), "over_ms", growth.overMs()));
  }

  /** Such as {@code udp.foreign}, {@code udp.malformed}, {@code charged.tq5n3c2a…} and {@code malformed_messages}. */
  static SortedMap<String, Long> counts(Answer.StatusReport status, LinkCounts links) {
    TreeMap<String, Long> counts = new TreeMap<>();
    links.byLink().forEach(
        (link, figures) -> figures.dropped().forEach((why, count) -> counts.put(link + "." + why, count)));
    status.traffic().malformedByLink()
        .forEach((link, count) -> counts.merge(link + ".malformed", count, Long::sum));
    status.traffic().chargedToNeighbor().forEach((id, count) -> counts.put("charged." + id, count));
    counts.put("malformed_messages", status.malformedMessages());
    return counts;
  }
}
