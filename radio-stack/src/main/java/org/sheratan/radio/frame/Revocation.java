package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.PrintableText;

/**
 * What its author says about another node: nobody should trust it any more, for it was stolen, say; or that this is
 * taken back. The higher version holds.
 *
 * <pre>
 *  0  32  key of the author
 * 32  32  key of the node it is about
 * 64   2  version, higher with every change of mind
 * 66   1  1 revoked, 2 taken back
 * 67   4  when, seconds since 1970 by the author's clock, 0 unknown
 * 71   .  reason: varint length in bytes, UTF-8, 0..64 bytes
 * </pre>
 *
 * @param version 1..65535
 * @param standing false when it was taken back
 * @param wallSeconds 0..2^32−1
 * @param reason printable, at most {@link #MAX_REASON_BYTES}, for people
 */
public record Revocation(NodeId author, NodeId subject, int version, boolean standing, long wallSeconds,
    String reason) {
  public static final int MAX_REASON_BYTES = 64;
  public static final int MAX_VERSION = 0xffff;
  /** Without a reason, and without its length. */
  private static final int FIXED_BYTES = 2 * NodeId.LENGTH + 7;
  private static final int MAX_BYTES = FIXED_BYTES + 1 + MAX_REASON_BYTES;
  private static final int REVOKED = 1;
  private static final int TAKEN_BACK = 2;

  public Revocation {
    Check.that(version >= 1 && version <= MAX_VERSION, "version out of range: " + version);
    Check.that(!author.equals(subject), "a node does not revoke itself");
  }

  /** Whether {@code reason} may be given; it ends up on terminals. */
  public static boolean fits(String reason) {
    return Bytes.utf8(reason).length() <= MAX_REASON_BYTES
        && reason.codePoints().allMatch(PrintableText::printable);
  }

  /** Bytes of a reason with which the signed word still fits a frame of {@code frameBytes}; 0 where it hardly does without. */
  public static int reasonBytes(int frameBytes) {
    return Math.clamp(
        frameBytes - RevocationNews.STATEMENT_OVERHEAD_BYTES - FIXED_BYTES - 1 - Limits.SIGNATURE_BYTES, 0,
        MAX_REASON_BYTES);
  }

  public Bytes encode() {
    return new ByteWriter(MAX_BYTES).bytes(author.key()).bytes(subject.key()).u16(version)
        .u8(standing ? REVOKED : TAKEN_BACK).u32(wallSeconds).text(reason).toBytes();
  }

  /** @throws MalformedException for anything but the one encoding of a revocation within limits */
  public static Revocation decode(ByteReader reader) {
    NodeId author = new NodeId(reader.bytes("author", NodeId.LENGTH));
    NodeId subject = new NodeId(reader.bytes("subject", NodeId.LENGTH));
    if (author.equals(subject)) {
      throw new MalformedException("subject", reader.offset() - NodeId.LENGTH, "the author itself");
    }
    int version = reader.u16("version");
    if (version == 0) {
      throw new MalformedException("version", reader.offset() - 2, "zero");
    }
    int kind = reader.u8("kind");
    if (kind != REVOKED && kind != TAKEN_BACK) {
      throw new MalformedException("kind", reader.offset() - 1, "unknown: " + kind);
    }
    long wallSeconds = reader.u32("when");
    int start = reader.offset();
    String reason = reader.text("reason", MAX_REASON_BYTES);
    if (!fits(reason)) {
      throw new MalformedException("reason", start, "not printable");
    }
    return new Revocation(author, subject, version, kind == REVOKED, wallSeconds, reason);
  }
}
