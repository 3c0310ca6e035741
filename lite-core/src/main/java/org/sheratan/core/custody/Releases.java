package org.sheratan.core.custody;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
 *
 * <pre>
 *         | it takes the will | it refuses | the request fails, or this node restarts | it has acknowledged
 * offered | settled           | settled    | due                                      |
 * due     |                   |            | due                                      | settled
 * </pre>
 *
 * It is written before a node is asked: one that has a will of a request that a crash made this node forget would run it.
 */
public final class Releases {
  private static final String PREFIX = "release/";

  private final Post post;
  private final Durable durable;
  /** In the order in which they came. */
  private final Map<String, Owed> owed = new LinkedHashMap<>();
  private final Map<Long, List<String>> byTicket = new TreeMap<>();
  private long nextTryMs;

  /**
   * @param due whether it is to be told
   * @param ticket of the message that tells it; 0 while none is under way
   */
  private record Owed(JobId job, NodeId heir, boolean due, long ticket) {
    Owed sent(long with) {
      return new Owed(job, heir, due, with);
    }
  }

  public Releases(Post post, Durable durable, long nowMs) {
    this.post = post;
    this.durable = durable;
    this.nextTryMs = nowMs;
    List<Owed> known = new ArrayList<>();
    durable.under(PREFIX).forEach((name, value) -> known.add(new Owed(
        JobId.parse(name.substring(PREFIX.length(), name.lastIndexOf('/'))),
        new NodeId(new ByteReader(value).bytes("heir", NodeId.LENGTH)), true, 0)));
    known.sort(Comparator.comparing(Owed::job).thenComparing(Owed::heir));
    known.forEach(one -> owed.put(name(one.job(), one.heir()), one));
  }

  private static String name(JobId job, NodeId heir) {
    return PREFIX + job + "/" + heir.shortName();
  }

  /** It is about to be asked to keep {@code job}. */
  public void offer(JobId job, NodeId heir) {
    owe(job, heir, false);
  }

  /** It has refused, or is an heir of the job from now on. */
  public void settle(JobId job, NodeId heir) {
    drop(name(job, heir));
  }

  /** Whoever was asked to keep {@code job} and is not settled may have it. */
  public void release(JobId job) {
    owed.replaceAll(
        (name, one) -> one.job().equals(job) ? new Owed(job, one.heir(), true, one.ticket()) : one);
    nextTryMs = 0;
  }

  /** It is to be told, at the next poll. */
  public void add(JobId job, NodeId heir) {
    owe(job, heir, true);
    nextTryMs = 0;
  }

  /** Beyond {@link CustodyLimits#MAX_RELEASES} the first is given up: an heir that asks is answered anyway. */
  private void owe(JobId job, NodeId heir, boolean due) {
    Owed before = owed.put(name(job, heir), new Owed(job, heir, due, 0));
    if (before == null) {
      durable.put(name(job, heir), new ByteWriter(NodeId.LENGTH).bytes(heir.key()).toBytes());
      if (owed.size() > CustodyLimits.MAX_RELEASES) {
        drop(owed.keySet().iterator().next());
      }
    }
  }

  /** Whether it is to be told. */
  public boolean owes(JobId job, NodeId heir) {
    Owed one = owed.get(name(job, heir));
    return one != null && one.due();
  }

  public void onDelivered(long ticket) {
    byTicket.getOrDefault(ticket, List.of()).forEach(this::drop);
    byTicket.remove(ticket);
  }

  public void onUndelivered(long ticket, long nowMs) {
    List<String> names = byTicket.remove(ticket);
    if (names != null) {
      names.forEach(name -> owed.computeIfPresent(name, (same, one) -> one.sent(0)));
      nextTryMs = Math.min(nextTryMs, nowMs + CustodyLimits.ASK_EVERY_MS);
    }
  }

  public void poll(long nowMs) {
    if (nowMs >= nextTryMs) {
      nextTryMs = nowMs + CustodyLimits.ASK_EVERY_MS;
      ByNode<Owed> waiting = new ByNode<>();
      owed.values().stream().filter(one -> one.due() && one.ticket() == 0 && post.reaches(one.heir()))
          .forEach(one -> waiting.add(one.heir(), one));
      waiting.forEach(this::send);
    }
  }

  public long nextPollMs() {
    return owed.isEmpty() ? Long.MAX_VALUE : nextTryMs;
  }

  private void send(NodeId heir, List<Owed> about) {
    List<Said> said = about.stream().map(one -> new Said(one.job(), CustodyWord.ENDED, 0)).toList();
    long ticket = post.send(heir, new WireMessage.CustodySay(said), Priority.NORMAL,
        CustodyLimits.LIFETIME_MS,
        Mesh.UNPROMPTED);
    List<String> names = about.stream().map(one -> name(one.job(), heir)).toList();
    names.forEach(name -> owed.computeIfPresent(name, (same, one) -> one.sent(ticket)));
    byTicket.put(ticket, names);
  }

  private void drop(String name) {
    if (owed.remove(name) != null) {
      durable.remove(name);
    }
  }
}
