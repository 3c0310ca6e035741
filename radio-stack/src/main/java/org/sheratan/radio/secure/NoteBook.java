package org.sheratan.radio.secure;

import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.frame.ArrivalMarks;

/** The last note taken from each key, on disk together with what it caused. */
final class NoteBook {
  private static final String PREFIX = "secure/handshake/noted/";
  private static final int TAG_BYTES = 8;

  private final Durable durable;

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
  }

  static Bytes tagOf(Bytes noise) {
    return noise.slice(noise.length() - TAG_BYTES);
  }

  Optional<Taken> last(NodeId from) {
    String name = PREFIX + from.toHex();
    return Optional.ofNullable(durable.under(name).get(name)).map(record -> {
      ByteReader reader = new ByteReader(record);
      return new Taken((int) reader.u32("epoch"), reader.u32("counter"), reader.bytes("tag", TAG_BYTES),
          reader.bytes("proof", ArrivalMarks.PROOF_BYTES));
    });
  }

  /** No bytes when none was taken. */
  Bytes lastProof(NodeId from) {
    return last(from).map(Taken::proof).orElse(Bytes.EMPTY);
  }

  void take(NodeId from, Taken note) {
    durable.put(PREFIX + from.toHex(), new ByteWriter().u32(note.epoch()).u32(note.counter())
        .bytes(note.tag()).bytes(note.proof()).toBytes());
  }
}
