package org.sheratan.edge.clock;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** Nodes to tell the time. */
final class Nodes {
  private Nodes() {}

  static NodeId of(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    key[1] = (byte) (number >>> Byte.SIZE);
    return new NodeId(Bytes.copyOf(key));
  }
}
