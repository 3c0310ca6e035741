package org.sheratan.radio.frame;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * A question in clear, exactly {@link #BYTES} long: what is the newest announce of this node? Its own announce is the
 * answer, so that nobody can invent one. Asked by a node that doubts how far it had come.
 *
 * <pre>
 *  0   1  head: ANNOUNCE, priority HIGH, hop limit 0
 *  1  32  key
 * 33   4  network MAC over everything before
 * </pre>
 */
public record EpochQuestion(NodeId key, Bytes mac) {
  public static final int BYTES = 1 + NodeId.LENGTH + Limits.NETWORK_MAC_BYTES;
  private static final FrameHead HEAD = new FrameHead(FrameType.ANNOUNCE, Priority.HIGH, 0);

  /** Announces have another priority. */
  public static boolean is(FrameHead head) {
    return head.equals(HEAD);
  }

  /** What the network MAC covers. */
  public Bytes macked() {
    return new ByteWriter(BYTES).u8(HEAD.encode()).bytes(key.key()).toBytes();
  }

  public Bytes encode() {
    return macked().concat(mac);
  }

  /** @throws MalformedException unless it is a question of exactly the right length */
  public static EpochQuestion decode(Bytes frame) {
    ByteReader reader = new ByteReader(frame);
    if (!is(FrameHead.decode(reader.u8("head")))) {
      throw new MalformedException("head", 0, "not a question's");
    }
    NodeId key = new NodeId(reader.bytes("key", NodeId.LENGTH));
    Bytes mac = reader.bytes("network mac", Limits.NETWORK_MAC_BYTES);
    reader.end("question");
    return new EpochQuestion(key, mac);
  }
}
