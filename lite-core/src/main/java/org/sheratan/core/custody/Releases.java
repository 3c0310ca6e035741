package org.sheratan.core.custody;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.core.market.Post;
import org.sheratan.core.mission.JobId;
import org.sheratan.core.wire.CustodyWord;
import org.sheratan.core.wire.WireMessage;
import org.sheratan.core.wire.WireMessage.CustodySay.Said;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/**
 * Heirs that are to hear that a job needs them no more: each is told until it has acknowledged that, which it does only
 * after its own commit. Owed across restarts, under {@code release/<job>/<heir>}: the heir's key, 32 bytes.
 */
public final class Releases {
  private static final String PREFIX = "release/";

  private final Post post;
  private final Durable durable;
  private final Map<String, Owed> owed = new TreeMap<>();
  private final Map<Long, String> byTicket = new TreeMap<>();
  private long nextTryMs;

  private record Owed(JobId job, NodeId heir, long ticket) {}

  public Releases(Post post, Durable durable, long nowMs) {
    this.post = post;
    this.durable = durable;
    this.nextTryMs = nowMs;
    durable.under(PREFIX).forEach((name, value) -> owed.put(name, new Owed(
        JobId.parse(name.substring(PREFIX.length(), name.lastIndexOf('/'))),
        new NodeId(new ByteReader(value).bytes("heir", NodeId.LENGTH)), 0)));
  }

  /** Beyond {@link CustodyLimits#MAX_RELEASES} the first is given up: an heir that asks is answered anyway. */
  public void add(JobId job, NodeId heir) {
    String name = PREFIX + job + "/" + heir.shortName();
    if (!owed.containsKey(name)) {
      owed.put(name, new Owed(job, heir, 0));
      durable.put(name, new ByteWriter(NodeId.LENGTH).bytes(heir.key()).toBytes());
      if (owed.size() > CustodyLimits.MAX_RELEASES) {
        drop(owed.keySet().iterator().next());
      }
      send(name);
    }
  }

  public boolean owes(JobId job, NodeId heir) {
    return owed.containsKey(PREFIX + job + "/" + heir.shortName());
  }

  public void onDelivered(long ticket) {
    String name = byTicket.get(ticket);
    if (name != null) {
      drop(name);
    }
  }

  public void onUndelivered(long ticket, long nowMs) {
    String name = byTicket.remove(ticket);
    if (name != null) {
      owed.computeIfPresent(name, (same, one) -> new Owed(one.job(), one.heir(), 0));
      nextTryMs = Math.min(nextTryMs, nowMs + CustodyLimits.ASK_EVERY_MS);
    }
  }

  public void poll(long nowMs) {
    if (nowMs >= nextTryMs) {
      nextTryMs = nowMs + CustodyLimits.ASK_EVERY_MS;
      List<String> waiting = new ArrayList<>(owed.keySet());
      waiting.removeIf(name -> owed.get(name).ticket() != 0);
      waiting.forEach(this::send);
    }
  }

  public long nextPollMs() {
    return owed.isEmpty() ? Long.MAX_VALUE : nextTryMs;
  }

  private void send(String name) {
    Owed one = owed.get(name);
    if (post.reaches(one.heir())) {
      long ticket = post.send(one.heir(),
          new WireMessage.CustodySay(List.of(new Said(one.job(), CustodyWord.ENDED, 0))), Priority.NORMAL,
          CustodyLimits.LIFETIME_MS, Mesh.UNPROMPTED);
      owed.put(name, new Owed(one.job(), one.heir(), ticket));
      byTicket.put(ticket, name);
    }
  }

  private void drop(String name) {
    Owed gone = owed.remove(name);
    byTicket.remove(gone.ticket());
    durable.remove(name);
  }
}
