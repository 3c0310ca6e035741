package org.sheratan.radio.secure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.ArrivalMarks;

/**
 * The last note taken from each key, on disk together with what it caused. Of so many keys: those of our earlier epochs,
 * whose notes nobody can bring again, make room for others; where there are none, others have to make a session.
 */
final class NoteBook {
  private static final String PREFIX = "secure/handshake/noted/";
  private static final int TAG_BYTES = 8;

  private final Durable durable;
  /** The epoch of each, the one noted longest ago first. */
  private final Map<NodeId, Integer> epochs = new LinkedHashMap<>();

  /**
   * One note.
   *
   * @param epoch of ours in which it came
   * @param tag the end of its Noise message
   */
  record Taken(int epoch, long counter, Bytes tag, Bytes proof) {
    /** Whether {@code noise}, sent with {@code number}, is this note once more. */
    boolean is(long number, Bytes noise) {
      return counter == number && tag.equals(tagOf(noise));
    }
  }

  NoteBook(Durable durable) {
    this.durable = durable;
    durable.under(PREFIX).forEach(this::remember);
  }

  /** What cannot be read does not stop the start: it is of an earlier epoch, whose notes nobody can bring again. */
  private void remember(String name, Bytes record) {
    try {
      NodeId key = NodeId.parse(name.substring(PREFIX.length()));
      epochs.put(key, decode(record).epoch());
    } catch (MalformedException | IllegalArgumentException unreadable) {
      durable.remove(name);
    }
  }

  /** False when no note of {@code from} can be noted, so that none must be taken. */
  boolean hasRoom(NodeId from, int epoch) {
    return epochs.containsKey(from) || epochs.size() < SecureLimits.NOTED || ofOtherEpochs(epoch).isPresent();
  }

  private Optional<NodeId> ofOtherEpochs(int epoch) {
    return epochs.entrySet().stream().filter(each -> each.getValue() != epoch).map(Map.Entry::getKey)
        .findFirst();
  }

  static Bytes tagOf(Bytes noise) {
    return noise.slice(noise.length() - TAG_BYTES);
  }

  Optional<Taken> last(NodeId from) {
    String name = PREFIX + from.toHex();
    return Optional.ofNullable(durable.under(name).get(name)).map(NoteBook::decode);
  }

  private static Taken decode(Bytes record) {
    ByteReader reader = new ByteReader(record);
    Taken taken = new Taken((int) reader.u32("epoch"), reader.u32("counter"), reader.bytes("tag", TAG_BYTES),
        reader.bytes("proof", ArrivalMarks.PROOF_BYTES));
    reader.end("note");
    return taken;
  }

  /** No bytes when none was taken. */
  Bytes lastProof(NodeId from) {
    return last(from).map(Taken::proof).orElse(Bytes.EMPTY);
  }

  /** There is room for it. */
  void take(NodeId from, Taken note) {
    epochs.remove(from);
    while (epochs.size() >= SecureLimits.NOTED) {
      NodeId eldest = ofOtherEpochs(note.epoch()).orElseThrow();
      epochs.remove(eldest);
      durable.remove(PREFIX + eldest.toHex());
    }
    epochs.put(from, note.epoch());
    durable.put(PREFIX + from.toHex(), new ByteWriter().u32(note.epoch()).u32(note.counter())
        .bytes(note.tag()).bytes(note.proof()).toBytes());
  }
}
