package org.sheratan.radio.frame;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * In clear, on the way back over a shared medium: an envelope has arrived at its destination. Relays pass each mark on to
 * where the envelope came from; only its origin can tell a genuine one.
 *
 * <pre>
 * 0  1  head: ANNOUNCE, priority HIGH, hop limit 2
 * 1  .  marks, 9 bytes each: envelope 3, hops 1, proof 5
 * </pre>
 *
 * @param marks 1..{@link #MOST}
 */
public record ArrivalMarks(List<Mark> marks) {
  /** In one frame. */
  public static final int MOST = 8;
  public static final int PROOF_BYTES = 5;
  /** Said by the origin of an envelope that crossed as many links as one may. */
  public static final int MOST_HOPS = Limits.MAX_HOPS + 1;
  private static final int ENVELOPE_BYTES = 3;
  private static final int MARK_BYTES = ENVELOPE_BYTES + 1 + PROOF_BYTES;
  private static final FrameHead HEAD = new FrameHead(FrameType.ANNOUNCE, Priority.HIGH, 2);

  /**
   * One envelope's.
   *
   * @param envelope names it: the first three bytes of its tag, which nobody knows who only listens
   * @param hops links crossed from the destination, this one included, 1..{@link #MOST_HOPS}
   * @param proof which only its destination could make and only its origin can check
   */
  public record Mark(int envelope, int hops, Bytes proof) {
    public Mark {
      Check.that(envelope >>> ENVELOPE_BYTES * Byte.SIZE == 0, "an envelope has 24 bits here");
      Check.that(hops >= 1 && hops <= MOST_HOPS, "hops out of range");
      Check.that(proof.length() == PROOF_BYTES, "a proof has 5 bytes");
    }

    /** As the next one on the way says it. */
    public Mark further() {
      return new Mark(envelope, hops + 1, proof);
    }

    /** The same whoever says it. */
    public Bytes content() {
      return new ByteWriter(ENVELOPE_BYTES + PROOF_BYTES).u8(envelope >>> 16).u16(envelope & 0xffff)
          .bytes(proof)
          .toBytes();
    }

    public void encode(ByteWriter writer) {
      writer.u8(envelope >>> 16).u16(envelope & 0xffff).u8(hops).bytes(proof);
    }

    public static Mark decode(ByteReader reader) {
      int envelope = reader.u8("envelope") << 16 | reader.u16("envelope");
      int hops = reader.u8("hops");
      if (hops < 1 || hops > MOST_HOPS) {
        throw new MalformedException("hops", reader.offset() - 1, "out of range: " + hops);
      }
      return new Mark(envelope, hops, reader.bytes("proof", PROOF_BYTES));
    }
  }

  public ArrivalMarks {
    marks = List.copyOf(marks);
    Check.that(!marks.isEmpty() && marks.size() <= MOST, "so many marks do not go in one frame");
  }

  public static boolean is(FrameHead head) {
    return head.equals(HEAD);
  }

  /** What names {@code envelope} here. */
  public static int name(Bytes envelope) {
    int at = envelope.length() - Limits.TAG_BYTES;
    return envelope.at(at) << 16 | envelope.at(at + 1) << 8 | envelope.at(at + 2);
  }

  public Bytes encode() {
    ByteWriter writer = new ByteWriter(1 + MARK_BYTES * marks.size()).u8(HEAD.encode());
    marks.forEach(mark -> mark.encode(writer));
    return writer.toBytes();
  }

  /** @throws MalformedException unless it is what {@link #encode} makes */
  public static ArrivalMarks decode(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    if (!is(FrameHead.decode(reader.u8("head")))) {
      throw new MalformedException("head", 0, "not of arrival marks");
    }
    if (reader.remaining() == 0 || reader.remaining() > MOST * MARK_BYTES) {
      throw new MalformedException("marks", 1, reader.remaining() + " bytes");
    }
    List<Mark> marks = new ArrayList<>();
    while (reader.remaining() > 0) {
      marks.add(Mark.decode(reader));
    }
    return new ArrivalMarks(marks);
  }
}
