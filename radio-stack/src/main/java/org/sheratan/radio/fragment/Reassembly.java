package org.sheratan.radio.fragment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

/**
 * Puts transfers together again. Callers authenticate fragments first, so memory is spent on known neighbors
 * only, each within {@link FragmentLimits}.
 */
public final class Reassembly {
  /** What became of a fragment. */
  public sealed interface Outcome {
    /**
     * A report follows when the sender wants one.
     *
     * @param news false when it was held already
     */
    record Partial(boolean news) implements Outcome {}

    /**
     * All there: say {@link Reassembly#finish} once it is in good hands, and only then acknowledge.
     *
     * @param fromDisk parts of it came in before the last restart
     */
    record Complete(Bytes content, boolean fromDisk) implements Outcome {}

    /** Of a finished transfer: acknowledge it again. */
    record Repeated() implements Outcome {}

    /** Contradicts what came before: the neighbor's fault. */
    record Contradictory() implements Outcome {}

    /** A bound is reached; the neighbor may try again later. */
    record Full() implements Outcome {}
  }

  /** A report and whom it goes to. */
  public record DueReport(NodeId to, FragmentReport report) {}

  private final Optional<PartStore> parts;
  private final Map<TransferKey, InboundTransfer> transfers = new TreeMap<>();
  /** Ended, yet not known to be in good hands, having been stored in part. */
  private final Map<TransferKey, Boolean> ended = new LinkedHashMap<>();
  private final Map<NodeId, Map<Integer, Boolean>> finished = new LinkedHashMap<>();
  private long reservedBytes;

  /** Nothing of it outlives a restart. */
  public Reassembly() {
    parts = Optional.empty();
  }

  /** With what earlier starts left in {@code parts}; {@code dropped} collects what of that is of no use. */
  public Reassembly(PartStore parts, long nowMs, List<PartStore.Dropped> dropped) {
    this.parts = Optional.of(parts);
    for (PartStore.Part part : parts.restore(this::remember, dropped)) {
      restore(part, nowMs).ifPresent(cause -> dropped.add(parts.drop(part.source(), part.transfer(), cause)));
    }
  }

  private Optional<PartStore.Cause> restore(PartStore.Part part, long nowMs) {
    TransferKey key = new TransferKey(part.source(), part.transfer());
    Fragment first = part.generation().first(part.transfer());
    InboundTransfer known = transfers.get(key);
    InboundTransfer transfer = known == null ? new InboundTransfer(first) : known;
    boolean contradicts = !transfer.fits(first);
    if (contradicts || known == null && full(key.source(), transfer.reservedBytes)) {
      if (known != null) {
        drop(key);
      }
      return Optional.of(contradicts ? PartStore.Cause.CONTRADICTORY : PartStore.Cause.TOO_MANY);
    }
    if (known == null) {
      admit(key, transfer, nowMs);
    }
    transfer.restore(part.generation());
    transfer.idleAtMs = nowMs + FragmentLimits.STORED_IDLE_MS;
    return Optional.empty();
  }

  /**
   * @param reportDelayMs how long to wait for more before the report that a fragment asked for
   * @param idleMs without anything new for that long the transfer is dropped
   * @param lasting complete generations shall outlive a restart
   */
  public Outcome accept(NodeId source, Fragment fragment, long nowMs, long reportDelayMs, long idleMs,
      boolean lasting) {
    if (finished.containsKey(source) && finished.get(source).containsKey(fragment.transfer())) {
      return new Outcome.Repeated();
    }
    TransferKey key = new TransferKey(source, fragment.transfer());
    InboundTransfer known = transfers.get(key);
    InboundTransfer transfer = known == null ? new InboundTransfer(fragment) : known;
    if (!transfer.fits(fragment)) {
      return new Outcome.Contradictory();
    }
    if (known == null && !admit(key, transfer, nowMs)) {
      return new Outcome.Full();
    }
    boolean grown = transfer.add(fragment);
    if (grown) {
      transfer.grownMs = nowMs;
      transfer.idleAtMs = nowMs + idleMs;
    }
    if (fragment.reportWanted()) {
      transfer.reportAtMs = nowMs + reportDelayMs;
    }
    if (!transfer.complete()) {
      if (grown && lasting) {
        parts.ifPresent(store -> transfer.store(store, source, fragment.transfer(), fragment.generation()));
      }
      return new Outcome.Partial(grown);
    }
    drop(key);
    if (transfer.onDisk()) {
      ended.put(key, Boolean.TRUE);
      shrink(ended, FragmentLimits.TRANSFERS);
    }
    return transfer.content().<Outcome>map(content -> new Outcome.Complete(content, transfer.fromDisk()))
        .orElseGet(Outcome.Contradictory::new);
  }

  /** The content is in good hands: repeats of it are {@link Outcome.Repeated} from now on. */
  public void finish(NodeId source, int transfer) {
    remember(source, transfer);
    if (ended.remove(new TransferKey(source, transfer)) != null) {
      parts.ifPresent(store -> store.finished(source, transfer));
    }
  }

  private void remember(NodeId source, int transfer) {
    Map<Integer, Boolean> known = finished.computeIfAbsent(source, id -> new LinkedHashMap<>());
    known.put(transfer, Boolean.TRUE);
    shrink(known, FragmentLimits.FINISHED_PER_SOURCE);
    shrink(finished, FragmentLimits.SOURCES);
  }

  /** Drops what has been idle too long; returns how many. */
  public int expire(long nowMs) {
    List<TransferKey> idle = new ArrayList<>();
    transfers.forEach((key, transfer) -> {
      if (nowMs >= transfer.idleAtMs) {
        idle.add(key);
      }
    });
    idle.forEach(this::drop);
    return idle.size();
  }

  /** What {@code source}'s transfer still lacks; empty when none is under way. */
  public Optional<FragmentReport> report(NodeId source, int transfer) {
    return Optional.ofNullable(transfers.get(new TransferKey(source, transfer)))
        .map(known -> known.report(transfer));
  }

  /** Gives up on it: it may begin anew. */
  public void abandon(NodeId source, int transfer) {
    TransferKey key = new TransferKey(source, transfer);
    ended.remove(key);
    if (transfers.containsKey(key)) {
      drop(key);
    }
  }

  /** Gives up on the one that got nothing new for longest; which one that was. */
  public Optional<TransferKey> abandonIdlest() {
    Optional<TransferKey> idlest = transfers.entrySet().stream()
        .min(Comparator.comparingLong(each -> each.getValue().grownMs)).map(Map.Entry::getKey);
    idlest.ifPresent(this::drop);
    return idlest;
  }

  /** Reports to send now; each is due once after the latest fragment that asked for one. */
  public List<DueReport> dueReports(long nowMs) {
    List<DueReport> due = new ArrayList<>();
    transfers.forEach((key, transfer) -> {
      if (transfer.reportAtMs <= nowMs) {
        transfer.reportAtMs = Long.MAX_VALUE;
        due.add(new DueReport(key.source(), transfer.report(key.transfer())));
      }
    });
    return due;
  }

  /** When {@link #dueReports} or {@link #expire} has work. */
  public long nextDueMs() {
    long next = Long.MAX_VALUE;
    for (InboundTransfer transfer : transfers.values()) {
      next = Math.min(next, Math.min(transfer.reportAtMs, transfer.idleAtMs));
    }
    return next;
  }

  public int transfers() {
    return transfers.size();
  }

  public long reservedBytes() {
    return reservedBytes;
  }

  /** Reserves by claim, so that what was admitted can always be finished. */
  private boolean admit(TransferKey key, InboundTransfer transfer, long nowMs) {
    makeRoom(key.source(), transfer.reservedBytes);
    if (full(key.source(), transfer.reservedBytes)) {
      return false;
    }
    reservedBytes += transfer.reservedBytes;
    transfer.grownMs = nowMs;
    transfers.put(key, transfer);
    return true;
  }

  private boolean full(NodeId source, long bytes) {
    List<InboundTransfer> own = transfers.entrySet().stream()
        .filter(other -> other.getKey().source().equals(source))
        .map(Map.Entry::getValue).toList();
    long ownBytes = own.stream().mapToLong(transfer -> transfer.reservedBytes).sum();
    return own.size() >= FragmentLimits.TRANSFERS_PER_SOURCE || transfers.size() >= FragmentLimits.TRANSFERS
        || ownBytes + bytes > FragmentLimits.BYTES_PER_SOURCE || reservedBytes + bytes > FragmentLimits.BYTES;
  }

  /**
   * A source that begins another transfer has given up an earlier one: the idlest of its own goes. Never another's, so
   * that nobody is pushed out by a neighbor.
   */
  private void makeRoom(NodeId source, long bytes) {
    Optional<TransferKey> idlest = Optional.empty();
    do {
      idlest.ifPresent(this::drop);
      idlest = full(source, bytes)
          ? transfers.entrySet().stream().filter(other -> other.getKey().source().equals(source))
              .min(Comparator.comparingLong(other -> other.getValue().grownMs)).map(Map.Entry::getKey)
          : Optional.empty();
    } while (idlest.isPresent());
  }

  private void drop(TransferKey key) {
    InboundTransfer gone = transfers.remove(key);
    reservedBytes -= gone.reservedBytes;
    if (gone.onDisk()) {
      parts.ifPresent(store -> store.remove(key.source(), key.transfer()));
    }
  }

  private static void shrink(Map<?, ?> map, int size) {
    Iterator<?> eldest = map.keySet().iterator();
    while (map.size() > size) {
      eldest.next();
      eldest.remove();
    }
  }
}
