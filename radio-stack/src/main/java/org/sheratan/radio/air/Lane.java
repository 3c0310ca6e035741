package org.sheratan.radio.air;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
/**
 * Frames of one priority. Flows take turns by bytes sent: the one served least goes next, and one that comes new begins
 * where the others are (start-time fair queueing, Goyal, Vin, Cheng 1996). Within a flow the order is kept.
 */
final class Lane {
  /** One destination's. */
  private static final class Flow {
    final Deque<Outbound> waiting = new ArrayDeque<>();
    long servedBytes;

    Flow(long servedBytes) {
      this.servedBytes = servedBytes;
    }
  }

  private final Map<String, Flow> flows = new LinkedHashMap<>();
  private long servedBytes;

  void add(Outbound outbound) {
    flows.computeIfAbsent(outbound.flow(), name -> new Flow(servedBytes)).waiting.addLast(outbound);
  }

  /** At most {@code count} in the order of service, as far as nobody comes in between. */
  List<Outbound> next(int count) {
    List<Flow> order = new ArrayList<>(flows.values());
    order.sort(Comparator.comparingLong(flow -> flow.servedBytes));
    List<Iterator<Outbound>> turns = new ArrayList<>();
    order.forEach(flow -> turns.add(flow.waiting.iterator()));
    List<Outbound> next = new ArrayList<>();
    while (next.size() < count && !turns.isEmpty()) {
      turns.removeIf(turn -> !turn.hasNext());
      for (Iterator<Outbound> turn : turns) {
        if (next.size() < count) {
          next.add(turn.next());
        }
      }
    }
    return next;
  }

  /** It was sent. */
  void served(Outbound outbound) {
    Flow flow = flows.get(outbound.flow());
    servedBytes = Math.max(servedBytes, flow.servedBytes);
    flow.servedBytes += outbound.frame().length();
    remove(outbound);
  }

  void remove(Outbound outbound) {
    Flow flow = flows.get(outbound.flow());
    flow.waiting.remove(outbound);
    if (flow.waiting.isEmpty()) {
      flows.remove(outbound.flow());
    }
  }

  /** {@code by} takes the place of {@code waiting}, in the same flow. */
  void replace(Outbound waiting, Outbound by) {
    Flow flow = flows.get(waiting.flow());
    List<Outbound> order = new ArrayList<>(flow.waiting);
    order.set(order.indexOf(waiting), by);
    flow.waiting.clear();
    flow.waiting.addAll(order);
  }

  List<Outbound> all(Predicate<Outbound> which) {
    return flows.values().stream().flatMap(flow -> flow.waiting.stream()).filter(which).toList();
  }

  /** The last of the flow that has most waiting. */
  Outbound mostDispensable() {
    return flows.values().stream().max(Comparator.comparingInt(flow -> flow.waiting.size()))
        .orElseThrow().waiting
        .getLast();
  }

  int waiting(String flow) {
    Flow known = flows.get(flow);
    return known == null ? 0 : known.waiting.size();
  }

  boolean empty() {
    return flows.isEmpty();
  }
}
