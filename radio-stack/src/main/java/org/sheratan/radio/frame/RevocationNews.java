package org.sheratan.radio.frame;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;

/**
 * In clear, to everyone: a revocation on its way, or what is compared to learn whether a neighbor missed one.
 *
 * <pre>
 * 0  1  head: ANNOUNCE, priority NORMAL, links it may cross, this one included (1 but for statements)
 * 1  1  1 statement, 2 digest, 3 summary
 * 2  .  signed revocation; or digest 4; or from 4, to 4, marks 4 each, ascending
 * .  4  network MAC over everything before; every relay computes it anew
 * </pre>
 */
public sealed interface RevocationNews {
  int DIGEST_BYTES = 4;
  int MARK_BYTES = 4;
  long MAX_MARK = 0xffff_ffffL;
  /** In one summary. */
  int MOST_MARKS = 48;
  /** Of a statement or a summary, beside the signed word or the marks: head, kind and MAC, and the range of a summary. */
  int STATEMENT_OVERHEAD_BYTES = 2 + Limits.NETWORK_MAC_BYTES;
  int SUMMARY_OVERHEAD_BYTES = STATEMENT_OVERHEAD_BYTES + 2 * MARK_BYTES;

  /** Marks of a summary that fits a frame of {@code frameBytes}. */
  static int mostMarks(int frameBytes) {
    return Math.min(MOST_MARKS, (frameBytes - SUMMARY_OVERHEAD_BYTES) / MARK_BYTES);
  }

  /** @param hopLimit 1..7 */
  record Statement(int hopLimit, SignedRevocation signed) implements RevocationNews {
    /** May it be passed on? */
    public boolean relayable() {
      return hopLimit > 1;
    }

    /** As a relay passes it on. */
    public Statement onward() {
      return new Statement(hopLimit - 1, signed);
    }
  }

  /** Of all revocations its sender holds, see {@code radio.secure.RevocationSeal}. */
  record Digest(Bytes digest) implements RevocationNews {}

  /**
   * What its sender holds: all whose mark is between {@code from} and {@code to}, both included.
   *
   * @param marks ascending, at most {@link #MOST_MARKS}
   */
  record Summary(long from, long to, List<Long> marks) implements RevocationNews {
    public Summary {
      marks = List.copyOf(marks);
      Check.that(marks.size() <= MOST_MARKS, "so many marks do not go in one frame");
    }
  }

  /** Announces, questions and custody marks have other priorities. */
  static boolean is(FrameHead head) {
    return head.type() == FrameType.ANNOUNCE && head.priority() == Priority.NORMAL && head.hopLimit() > 0;
  }

  /** What the network MAC covers. */
  default Bytes macked() {
    ByteWriter writer = new ByteWriter();
    switch (this) {
      case Statement statement -> writer.u8(head(statement.hopLimit())).u8(1)
          .bytes(statement.signed().encode());
      case Digest digest -> writer.u8(head(1)).u8(2).bytes(digest.digest());
      case Summary summary -> {
        writer.u8(head(1)).u8(3).u32(summary.from()).u32(summary.to());
        summary.marks().forEach(writer::u32);
      }
    }
    return writer.toBytes();
  }

  /**
   * @param macked a frame without its MAC
   * @throws MalformedException unless it is exactly one of these
   */
  static RevocationNews decode(Bytes macked) {
    ByteReader reader = new ByteReader(macked);
    FrameHead head = FrameHead.decode(reader.u8("head"));
    if (!is(head)) {
      throw new MalformedException("head", 0, "not of revocations");
    }
    int kind = reader.u8("kind of news");
    if (kind != 1 && head.hopLimit() != 1) {
      throw new MalformedException("head", 0, "only statements are passed on");
    }
    RevocationNews news = switch (kind) {
      case 1 -> new Statement(head.hopLimit(), SignedRevocation.decode(reader));
      case 2 -> new Digest(reader.bytes("digest", DIGEST_BYTES));
      case 3 -> summary(reader);
      default -> throw new MalformedException("kind of news", 1, "unknown: " + kind);
    };
    reader.end("news of revocations");
    return news;
  }

  private static Summary summary(ByteReader reader) {
    long from = reader.u32("from");
    long to = reader.u32("to");
    if (to < from) {
      throw new MalformedException("to", reader.offset() - MARK_BYTES, "before from");
    }
    if (reader.remaining() > MOST_MARKS * MARK_BYTES) {
      throw new MalformedException("marks", reader.offset(), reader.remaining() + " bytes");
    }
    List<Long> marks = new ArrayList<>();
    while (reader.remaining() > 0) {
      long mark = reader.u32("mark");
      if (mark < from || mark > to || !marks.isEmpty() && mark <= marks.getLast()) {
        throw new MalformedException("mark", reader.offset() - MARK_BYTES,
            "out of range, repeated or not sorted");
      }
      marks.add(mark);
    }
    return new Summary(from, to, marks);
  }

  private static int head(int hopLimit) {
    return new FrameHead(FrameType.ANNOUNCE, Priority.NORMAL, hopLimit).encode();
  }
}
