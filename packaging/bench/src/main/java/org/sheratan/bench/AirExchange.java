package org.sheratan.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.radio.air.LoraModulation;
import org.sheratan.radio.ether.AirFrame;
import org.sheratan.radio.ether.AirTap;
import org.sheratan.radio.ether.PathLoss;
import org.sheratan.radio.ether.Position;
import org.sheratan.radio.ether.Topology;
import org.sheratan.radio.frame.Batch;
import org.sheratan.radio.frame.FrameHead;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.mesh.Mesh;

/** SIMULATION: a conversation of two nodes at the ends of a row, over sessions that are there already. */
final class AirExchange {
  static final LoraModulation SF8 = new LoraModulation(8, 125_000, 5, 8);
  private static final long HOUR_MS = 3_600_000;
  private static final long SPEAK_MS = 60_000;
  private static final long LIFETIME_MS = 50_000;

  private record Heard(long atMs, Bytes frame) {}

  private final AirMesh mesh;
  private final List<Heard> heard = new ArrayList<>();
  private final Deque<Bytes> script = new ArrayDeque<>();
  /** What each said last, which the other's next word confirms. */
  private final Map<AirNode, Long> said = new HashMap<>();

  /** @param hops links between the two */
  AirExchange(long seed, int hops) {
    this.mesh = new AirMesh(seed, SF8, PathLoss.COUNTRY);
    List<String> names = IntStream.rangeClosed(0, hops).mapToObj(index -> "n" + index).toList();
    mesh.air.topology(Topology.line(names));
    mesh.air.tap(new AirTap() {
      @Override
      public void onEnd(AirFrame frame, long endMicros) {
        split(frame.frame()).forEach(each -> heard.add(new Heard(mesh.nowMs(), each)));
      }
    });
    for (int index = 0; index <= hops; index++) {
      mesh.add(names.get(index), new Position(100.0 * index, 0));
    }
    answerEachOther(first(), last());
    answerEachOther(last(), first());
    Check.that(mesh.runUntil(HOUR_MS, mesh::everyoneKnowsEveryone), "the row knows itself");
    // The first words make the sessions; then what newcomers have to tell each other is over.
    long hello = first().send(last().id(), Bytes.utf8("hello"), HOUR_MS, mesh.now());
    mesh.run(HOUR_MS);
    Check.that(first().deliveredMs.containsKey(hello), "there is a session");
  }

  AirNode first() {
    return mesh.nodes().getFirst();
  }

  AirNode last() {
    return mesh.nodes().getLast();
  }

  /**
   * What the conversation puts on the air, announces apart, in order: each message answers the one before it, the
   * first node begins.
   */
  List<Bytes> frames(List<Bytes> messages) {
    long sinceMs = mesh.nowMs();
    script.addAll(messages);
    speak(first(), last(), Mesh.UNPROMPTED);
    mesh.run(SPEAK_MS);
    Check.that(script.isEmpty(), script.size() + " messages did not arrive");
    return heard.stream().filter(each -> each.atMs() >= sinceMs).map(Heard::frame)
        .filter(frame -> FrameHead.peek(frame).type() != FrameType.ANNOUNCE).toList();
  }

  /** A node's description of itself, the longest heard. */
  int announceBytes() {
    return heard.stream().map(Heard::frame)
        .filter(frame -> FrameHead.peek(frame).type() == FrameType.ANNOUNCE)
        .mapToInt(Bytes::length).max().orElseThrow();
  }

  private void answerEachOther(AirNode node, AirNode other) {
    node.onMessage(arrived -> {
      Optional<Long> question = Optional.ofNullable(said.remove(node));
      // What is confirmed first could no longer be answered.
      speak(node, other, arrived.arrival());
      question.ifPresent(ticket -> node.mesh.confirmed(ticket, arrived.arrival()));
    });
  }

  private void speak(AirNode from, AirNode to, long answers) {
    if (!script.isEmpty()) {
      said.put(from, from.send(to.id(), script.poll(), LIFETIME_MS, answers, mesh.now()));
    }
  }

  private static List<Bytes> split(Bytes onAir) {
    return FrameHead.peek(onAir).type() == FrameType.BATCH ? Batch.decode(onAir).frames() : List.of(onAir);
  }
}
