package org.sheratan.radio.fragment;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/** The receiving side of one transfer. */
final class InboundTransfer {
  private final Bytes[] pieces;
  private int held;
  private int unitBytes;
  private int lastBytes;
  long reservedBytes;
  long lastNewMs;
  /** When to report what is missing; {@link Long#MAX_VALUE} when nothing new came since the last report. */
  long reportAtMs = Long.MAX_VALUE;

  InboundTransfer(int count) {
    pieces = new Bytes[count];
  }

  int count() {
    return pieces.length;
  }

  boolean holds(int index) {
    return pieces[index] != null;
  }

  /** False when it contradicts earlier fragments in length. */
  boolean fits(Fragment fragment) {
    int length = fragment.data().length();
    if (fragment.count() != pieces.length) {
      return false;
    }
    if (fragment.last()) {
      return unitBytes == 0 || length <= unitBytes;
    }
    return (unitBytes == 0 || length == unitBytes) && length >= lastBytes
        && (long) length * (pieces.length - 1) < FragmentLimits.MAX_CONTENT_BYTES;
  }

  void add(Fragment fragment) {
    if (fragment.last()) {
      lastBytes = fragment.data().length();
    } else {
      unitBytes = fragment.data().length();
    }
    pieces[fragment.index()] = fragment.data();
    held++;
  }

  boolean complete() {
    return held == pieces.length;
  }

  Bytes content() {
    ByteWriter joined = new ByteWriter(unitBytes * (pieces.length - 1) + lastBytes);
    for (Bytes piece : pieces) {
      joined.bytes(piece);
    }
    return joined.toBytes();
  }

  FragmentReport report(long id) {
    int generation = 0;
    long missing = missing(0);
    while (missing == 0) {
      missing = missing(++generation);
    }
    return new FragmentReport(id, generation, missing);
  }

  private long missing(int generation) {
    int from = generation * FragmentLimits.GENERATION;
    long missing = 0;
    for (int index = from; index < Math.min(pieces.length, from + FragmentLimits.GENERATION); index++) {
      if (pieces[index] == null) {
        missing |= 1L << (index - from);
      }
    }
    return missing;
  }
}
