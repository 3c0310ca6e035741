package org.sheratan.radio.fragment;

import org.sheratan.kernel.NodeId;

/**
 * Names a transfer: ids are unique among those of one source.
 *
 * @param transfer three bytes
 */
public record TransferKey(NodeId source, int transfer) implements Comparable<TransferKey> {
  @Override
  public int compareTo(TransferKey other) {
    int bySource = source.compareTo(other.source);
    return bySource != 0 ? bySource : Integer.compare(transfer, other.transfer);
  }
}
