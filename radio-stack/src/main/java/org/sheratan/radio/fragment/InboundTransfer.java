package org.sheratan.radio.fragment;

import java.util.Optional;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/** The receiving side of one transfer. */
final class InboundTransfer {
  private static final int UNKNOWN = -1;

  /** One generation: its pieces while they gather, then its data. */
  private static final class Gathering {
    private byte[][] pieces = new byte[FragmentLimits.PIECES][];
    private byte[][] data;
    private final int size;
    private int held;

    private Gathering(int size) {
      this.size = size;
    }

    private int missing() {
      return data == null ? size - held : 0;
    }

    /** False when it is held already. */
    private boolean add(int index, Bytes piece) {
      if (data != null || pieces[index] != null) {
        return false;
      }
      pieces[index] = piece.toArray();
      if (++held == size) {
        data = Generation.recover(pieces, size);
        pieces = null;
      }
      return true;
    }
  }

  private final Gathering[] generations = new Gathering[FragmentLimits.MAX_GENERATIONS];
  private final int pieceBytes;
  private int claimedPieces;
  /** Generations on disk. */
  private int stored;
  /** Some of it was on disk when this start began. */
  private boolean fromDisk;
  private int lastGeneration = UNKNOWN;
  private int highestGeneration;
  final long reservedBytes;
  /** When something new came last. */
  long grownMs;
  long idleAtMs;
  /** When to report what is missing; {@link Long#MAX_VALUE} when nobody wants to know. */
  long reportAtMs = Long.MAX_VALUE;

  /** @param first the fragment that opens it; {@link #fits} and {@link #add} follow */
  InboundTransfer(Fragment first) {
    pieceBytes = first.data().length();
    reservedBytes = first.last() && first.generation() == 0
        ? Math.min(FragmentLimits.MAX_CONTENT_BYTES, (long) first.size() * pieceBytes)
        : FragmentLimits.MAX_CONTENT_BYTES;
  }

  /** False when it contradicts earlier fragments, or the whole would exceed the largest content. */
  boolean fits(Fragment fragment) {
    int of = fragment.generation();
    if (fragment.data().length() != pieceBytes) {
      return false;
    }
    boolean endsElsewhere = fragment.last()
        ? lastGeneration != UNKNOWN && lastGeneration != of || of < highestGeneration
        : lastGeneration != UNKNOWN && of >= lastGeneration;
    if (endsElsewhere) {
      return false;
    }
    if (generations[of] != null) {
      return generations[of].size == fragment.size();
    }
    // Every piece but the last one of all is full.
    return (long) (claimedPieces + fragment.size() - 1) * pieceBytes < FragmentLimits.MAX_CONTENT_BYTES
        + FragmentLimits.LENGTH_BYTES;
  }

  /** False when it is held already. */
  boolean add(Fragment fragment) {
    int of = fragment.generation();
    if (generations[of] == null) {
      generations[of] = new Gathering(fragment.size());
      claimedPieces += fragment.size();
    }
    highestGeneration = Math.max(highestGeneration, of);
    if (fragment.last()) {
      lastGeneration = of;
    }
    return generations[of].add(fragment.index(), fragment.data());
  }

  /** What a start before this one had stored; {@link #fits} was asked about its first piece. */
  void restore(StoredGeneration kept) {
    for (int index = 0; index < kept.size(); index++) {
      add(new Fragment(0, kept.generation(), kept.last(), false, kept.size(), index, kept.piece(index)));
    }
    stored++;
    fromDisk = true;
  }

  boolean fromDisk() {
    return fromDisk;
  }

  boolean onDisk() {
    return stored > 0;
  }

  /** Puts generation {@code of} on disk if it is complete; to be asked once, when a piece of it was taken. */
  void store(PartStore parts, NodeId source, int transfer, int of) {
    Gathering whole = generations[of];
    if (whole != null && whole.data != null) {
      ByteWriter joined = new ByteWriter(whole.size * pieceBytes);
      for (byte[] piece : whole.data) {
        joined.bytes(Bytes.copyOf(piece));
      }
      stored += parts.put(source, transfer, of, of == lastGeneration, whole.size, joined.toBytes()) ? 1 : 0;
    }
  }

  boolean complete() {
    return lastGeneration != UNKNOWN && firstUnfinished() > lastGeneration;
  }

  /** What was sent; empty when its length is a lie. */
  Optional<Bytes> content() {
    ByteWriter joined = new ByteWriter(claimedPieces * pieceBytes);
    for (int of = 0; of <= lastGeneration; of++) {
      for (byte[] piece : generations[of].data) {
        joined.bytes(Bytes.copyOf(piece));
      }
    }
    Bytes framed = joined.toBytes();
    if (framed.length() <= FragmentLimits.LENGTH_BYTES) {
      return Optional.empty();
    }
    int length = framed.at(0) << 16 | framed.at(1) << 8 | framed.at(2);
    int end = FragmentLimits.LENGTH_BYTES + length;
    return length == 0 || length > FragmentLimits.MAX_CONTENT_BYTES || end > framed.length()
        ? Optional.empty()
        : Optional.of(framed.slice(FragmentLimits.LENGTH_BYTES, end));
  }

  FragmentReport report(int id) {
    int of = firstUnfinished();
    return new FragmentReport(id, of,
        generations[of] == null ? FragmentLimits.GENERATION : generations[of].missing());
  }

  private int firstUnfinished() {
    int of = 0;
    while (of < generations.length && generations[of] != null && generations[of].missing() == 0) {
      of++;
    }
    return of;
  }
}
