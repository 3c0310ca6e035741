package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.CustodyMarks;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.mesh.MeshLimits;
import org.sheratan.radio.mesh.neighbor.Contact;
import org.sheratan.radio.mesh.neighbor.MeshTurn;
import org.sheratan.radio.mesh.neighbor.NeighborTable;
import org.sheratan.radio.secure.MarkSeal;

/**
 * Says on shared media what we have taken from neighbors, or have no room for, in custody marks: at best beside a
 * frame that goes out anyway, which the link puts into the same transmission; alone when nothing goes out in time. A
 * mark is said again beside the next two frames, for marks are lost as frames are.
 */
public final class MarkSender {
  private static final int REMEMBERED = MeshLimits.SEEN_ENVELOPES;
  private static final int AGAIN_AT_MOST = 4;
  private static final int TIMES_AGAIN = 2;
  /** A neighbor that needs more tries than this for a frame hears each mark twice. */
  private static final int LOSSY_COST_MILLI = 1_250;

  private static final class Waiting {
    private final List<Integer> first = new ArrayList<>();
    /** To be said a second time even if nothing goes out. */
    private final Set<Integer> twice = new TreeSet<>();
    /** Said already, and how many times they may be said again. */
    private final LinkedHashMap<Integer, Integer> again = new LinkedHashMap<>();
    private Timers.Timer flush;
    private Timers.Timer repeat;
    /** How many marks fit beside the latest frame, and when it went out. */
    private int room;
    private long roomMs = Long.MIN_VALUE;

    private void rest() {
      if (flush != null) {
        flush.cancel();
        flush = null;
      }
    }
  }

  private final NodeId self;
  private final MeshTurn turn;
  private final NeighborTable neighbors;
  private final MarkSeal seal;
  private final Map<Link, Waiting> byLink = new LinkedHashMap<>();
  /** Marks of what came lately: a repeat cannot be opened again. */
  private final Map<ArrivalKey, Integer> told = new LinkedHashMap<>();

  public MarkSender(NodeId self, MeshTurn turn, NeighborTable neighbors, MarkSeal seal) {
    this.self = self;
    this.turn = turn;
    this.neighbors = neighbors;
    this.seal = seal;
  }

  /** What {@code to} will say when it takes {@code content} over {@code link}; NONE where it acknowledges sealed. */
  int expected(NodeId to, Link link, Bytes content) {
    return link.profile().addressed() ? CustodyMarks.NONE : seal.mark(to, content);
  }

  /** What {@code to} will say when it has no room for {@code content}; NONE where it stays silent then. */
  int expectedNoRoom(NodeId to, Link link, Bytes content) {
    return link.profile().addressed() ? CustodyMarks.NONE : seal.noRoom(to, content);
  }

  /** @return false when {@code from} has to be told in another way */
  public boolean took(ArrivalKey.InSeal key, Bytes content, long delayMs) {
    Optional<Link> link = shared(key.from());
    link.ifPresent(on -> answer(on, key, seal.mark(self, content), delayMs, lossy(key.from())));
    return link.isPresent();
  }

  /** On links that address frames nothing is said: there a repeat costs next to nothing. */
  public void noRoom(ArrivalKey.InSeal key, Bytes content, long delayMs) {
    shared(key.from()).ifPresent(on -> answer(on, key, seal.noRoom(self, content), delayMs, false));
  }

  private void answer(Link link, ArrivalKey.InSeal key, int mark, long delayMs, boolean lossy) {
    told.put(key, mark);
    Iterator<ArrivalKey> eldest = told.keySet().iterator();
    while (told.size() > REMEMBERED) {
      eldest.next();
      eldest.remove();
    }
    say(link, mark, delayMs, lossy);
  }

  /** The same frame came again; false when {@code key.from} has to be told in another way, or nothing. */
  public boolean again(ArrivalKey.InSeal key, long delayMs) {
    Optional<Link> link = shared(key.from());
    Integer mark = told.get(key);
    if (link.isEmpty() || mark == null) {
      return false;
    }
    say(link.get(), mark, delayMs, false);
    return true;
  }

  /** What {@code to} will say when it has taken the arrival mark with that content. */
  int expectedOfArrival(NodeId to, Bytes content) {
    return seal.mark(to, content);
  }

  /** We have taken an arrival mark with that content from somebody on {@code link}. */
  void tookArrival(Link link, Bytes content, long delayMs) {
    say(link, seal.mark(self, content), delayMs, false);
  }

  /** Its sender will learn by other words that we took it. */
  void withdraw(ArrivalKey key) {
    Integer mark = told.get(key);
    if (mark != null) {
      byLink.values().forEach(waiting -> {
        waiting.first.remove(mark);
        waiting.twice.remove(mark);
        waiting.again.remove(mark);
        if (waiting.first.isEmpty()) {
          waiting.rest();
        }
      });
    }
  }

  /** A frame of {@code lengthBytes} goes out on {@code link}: what fits beside it goes along. */
  void beside(Link link, int lengthBytes) {
    if (link.profile().addressed()) {
      return;
    }
    Waiting waiting = byLink.computeIfAbsent(link, on -> new Waiting());
    int roomBytes = link.profile().mtuBytes() - Batch.lengthBytes(2, lengthBytes);
    waiting.room = Math.min(CustodyMarks.MOST, (roomBytes - 1) / CustodyMarks.MARK_BYTES);
    waiting.roomMs = turn.nowMs();
    flush(link, waiting, waiting.room);
  }

  private boolean lossy(NodeId neighbor) {
    return neighbors.best(neighbor).filter(contact -> contact.costMilli() > LOSSY_COST_MILLI).isPresent();
  }

  private void say(Link link, int mark, long delayMs, boolean lossy) {
    Waiting waiting = byLink.computeIfAbsent(link, on -> new Waiting());
    if (!waiting.first.contains(mark)) {
      waiting.first.add(mark);
    }
    if (lossy) {
      waiting.twice.add(mark);
    }
    long dueMs = turn.nowMs() + delayMs;
    if (waiting.roomMs == turn.nowMs() && waiting.room > 0) {
      flush(link, waiting, waiting.room);
    } else if (waiting.flush == null || waiting.flush.dueMs() > dueMs) {
      waiting.rest();
      waiting.flush = turn.timers().at(dueMs, () -> {
        while (!waiting.first.isEmpty()) {
          flush(link, waiting, CustodyMarks.MOST);
        }
      });
    }
  }

  private void flush(Link link, Waiting waiting, int room) {
    List<Integer> said = new ArrayList<>();
    while (!waiting.first.isEmpty() && said.size() < room) {
      int mark = waiting.first.removeFirst();
      said.add(mark);
      waiting.again.put(mark, TIMES_AGAIN);
    }
    int fresh = said.size();
    for (Map.Entry<Integer, Integer> again : List.copyOf(waiting.again.entrySet())) {
      if (said.size() < room && !said.contains(again.getKey())) {
        said.add(again.getKey());
        waiting.twice.remove(again.getKey());
        waiting.again.put(again.getKey(), again.getValue() - 1);
      }
    }
    waiting.again.values().removeIf(left -> left == 0);
    while (waiting.again.size() > AGAIN_AT_MOST) {
      waiting.again.pollFirstEntry();
    }
    if (!said.isEmpty()) {
      turn.send(link, LinkEndpoint.EVERYONE, new CustodyMarks(said).encode(), true);
    }
    if (waiting.first.isEmpty()) {
      waiting.rest();
    }
    if (fresh > 0) {
      repeatLater(link, waiting);
    }
  }

  private void repeatLater(Link link, Waiting waiting) {
    if (waiting.repeat != null) {
      waiting.repeat.cancel();
    }
    waiting.repeat = turn.after(turn.jittered(Contact.ackDelayMs(link)), () -> {
      waiting.twice.retainAll(waiting.again.keySet());
      if (!waiting.twice.isEmpty()) {
        flush(link, waiting, CustodyMarks.MOST);
      }
    });
  }

  private Optional<Link> shared(NodeId neighbor) {
    return neighbors.best(neighbor).map(Contact::link).filter(link -> !link.profile().addressed());
  }
}
