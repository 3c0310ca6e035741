package org.sheratan.radio.fragment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;

/**
 * What a receiver has of transfers over slow links, on disk (decision 0087): complete generations of those that go on,
 * and the names of a few that have ended, so that their senders need not begin again. While the disk is short nothing more is
 * kept: they may have to.
 */
public final class PartStore {
  private static final String PREFIX = "mesh/part/";
  private static final String DONE = "done";
  private static final int ID_BYTES = 3;
  /** Source in hex, transfer in hex, generation in hex or {@link #DONE}. */
  private static final String NAME = "[0-9a-f]{64}/[0-9a-f]{6}/([0-9a-f]{2}|" + DONE + ")";

  /** Why something stored is of no use. */
  public enum Cause {
    /** Not what was written. */
    UNREADABLE,
    /** Of many starts ago: nobody went on with it, or nobody asks about it any more. */
    STALE,
    /** It does not go with the other parts of its transfer, or together they are not what was sent. */
    CONTRADICTORY,
    /** There is no room for it. */
    TOO_MANY
  }

  /** Something stored that was thrown away. */
  public record Dropped(String name, Cause cause) {}

  /** One record that is sound. */
  record Part(NodeId source, int transfer, StoredGeneration generation) {}

  private final Durable durable;
  private final long epoch;
  private final Map<String, Boolean> done = new LinkedHashMap<>();

  /** @param epoch of this start, 32 bits */
  public PartStore(Durable durable, long epoch) {
    this.durable = durable;
    this.epoch = epoch;
  }

  /** @return whether it is kept */
  boolean put(NodeId source, int transfer, int generation, boolean last, int size, Bytes data) {
    if (durable.scarce()) {
      return false;
    }
    durable.put(name(source, transfer) + hex(generation, 1),
        new StoredGeneration(epoch, generation, last, size, data).encode());
    return true;
  }

  /** It has ended, or was given up. */
  void remove(NodeId source, int transfer) {
    durable.under(name(source, transfer)).keySet().forEach(durable::remove);
  }

  /** It has ended well: should its sender not have heard that, it shall after our next start. */
  void finished(NodeId source, int transfer) {
    if (durable.scarce()) {
      return;
    }
    remember(name(source, transfer) + DONE);
    durable.put(name(source, transfer) + DONE, new ByteWriter(Integer.BYTES).u32(epoch).toBytes());
  }

  private void remember(String name) {
    done.put(name, Boolean.TRUE);
    while (done.size() > FragmentLimits.FINISHED_KEPT) {
      String eldest = done.keySet().iterator().next();
      done.remove(eldest);
      durable.remove(eldest);
    }
  }

  /**
   * Reads what earlier starts left.
   *
   * @param finished is told of transfers that have ended
   * @param dropped collects what was thrown away
   */
  List<Part> restore(Finished finished, List<Dropped> dropped) {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, Bytes> record : durable.under(PREFIX).entrySet()) {
      String name = record.getKey();
      if (!name.substring(PREFIX.length()).matches(NAME)) {
        drop(name, Cause.UNREADABLE, dropped);
        continue;
      }
      String[] words = name.substring(PREFIX.length()).split("/");
      NodeId source = new NodeId(Bytes.hex(words[0]));
      int transfer = Integer.parseInt(words[1], 16);
      try {
        if (words[2].equals(DONE)) {
          done(name, source, transfer, record.getValue(), finished, dropped);
        } else {
          part(name, source, transfer, record.getValue(), dropped).ifPresent(parts::add);
        }
      } catch (MalformedException unreadable) {
        drop(name, Cause.UNREADABLE, dropped);
      }
    }
    return parts;
  }

  /** Told of a transfer that ended well in an earlier start. */
  @FunctionalInterface
  interface Finished {
    void onFinished(NodeId source, int transfer);
  }

  /** Ids come again one day: a transfer that ended long ago must not make its source's next one by that id a repeat. */
  private void done(String name, NodeId source, int transfer, Bytes record, Finished finished,
      List<Dropped> dropped) {
    ByteReader reader = new ByteReader(record);
    long stored = reader.u32("epoch");
    reader.end("ended transfer");
    if (fresh(stored)) {
      remember(name);
      finished.onFinished(source, transfer);
    } else {
      drop(name, Cause.STALE, dropped);
    }
  }

  private Optional<Part> part(String name, NodeId source, int transfer, Bytes record,
      List<Dropped> dropped) {
    StoredGeneration generation = StoredGeneration.decode(record);
    if (fresh(generation.epoch())) {
      return Optional.of(new Part(source, transfer, generation));
    }
    drop(name, Cause.STALE, dropped);
    return Optional.empty();
  }

  /** Not of a start too long ago, nor of one that is still to come. */
  private boolean fresh(long stored) {
    long starts = epoch - stored;
    return starts >= 0 && starts <= FragmentLimits.STORED_STARTS;
  }

  private void drop(String name, Cause cause, List<Dropped> dropped) {
    durable.remove(name);
    dropped.add(new Dropped(name, cause));
  }

  /** Throws away all there is of one transfer. */
  public Dropped drop(NodeId source, int transfer, Cause cause) {
    remove(source, transfer);
    return new Dropped(name(source, transfer), cause);
  }

  private static String name(NodeId source, int transfer) {
    return PREFIX + source.toHex() + "/" + hex(transfer, ID_BYTES) + "/";
  }

  private static String hex(int value, int bytes) {
    return String.format("%0" + 2 * bytes + "x", value);
  }
}
