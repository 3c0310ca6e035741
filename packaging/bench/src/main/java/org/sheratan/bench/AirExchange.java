package org.sheratan.bench;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.Mesh;

/** A conversation of two nodes at the ends of a row, over sessions that are there already. */
final class AirExchange {
  private static final long CONVERGE_MS = 120_000;
  private static final long SPEAK_MS = 60_000;
  private static final long LIFETIME_MS = 50_000;

  private final MeshRow row;
  private final int last;
  private final Deque<Bytes> script = new ArrayDeque<>();
  private long ticket;

  /** @param hops links between the two */
  AirExchange(int hops) {
    this.row = new MeshRow(hops + 1);
    this.last = hops;
    first().onMessage(arrived -> {
      first().mesh.confirmed(ticket, arrived.arrival());
      speak(first(), last(), arrived.arrival());
    });
    last().onMessage(arrived -> {
      last().mesh.confirmed(ticket, arrived.arrival());
      speak(last(), first(), arrived.arrival());
    });
    row.run(CONVERGE_MS);
    // The first words make the sessions.
    frames(List.of(Bytes.utf8("hello"), Bytes.utf8("hello")));
  }

  MeshRow.Station first() {
    return row.station(0);
  }

  MeshRow.Station last() {
    return row.station(last);
  }

  /**
   * What the conversation puts on the air, announces apart, in order: each message answers the one before it, the
   * first node begins.
   */
  List<Bytes> frames(List<Bytes> messages) {
    long sinceMs = row.nowMs();
    script.addAll(messages);
    first().turn(() -> speak(first(), last(), Mesh.UNPROMPTED));
    row.run(SPEAK_MS);
    Check.that(script.isEmpty(), script.size() + " messages did not arrive");
    return row.sentSince(sinceMs).stream().map(MeshRow.Sent::frame)
        .filter(frame -> FrameHead.peek(frame).type() != FrameType.ANNOUNCE).collect(Collectors.toList());
  }

  /** The announces sent while the row converged. */
  List<Bytes> announces() {
    return row.sentSince(0).stream().map(MeshRow.Sent::frame)
        .filter(frame -> FrameHead.peek(frame).type() == FrameType.ANNOUNCE).toList();
  }

  private void speak(MeshRow.Station from, MeshRow.Station to, long answers) {
    if (!script.isEmpty()) {
      ticket = from.mesh.send(to.id(), script.poll(), Priority.NORMAL, LIFETIME_MS, answers);
    }
  }
}
