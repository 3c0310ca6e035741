package org.sheratan.radio.mesh.hop;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Timers;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

/**
 * Sends acknowledgements of one kind, several together where they meet. Those of one hop go straight back to the
 * neighbor and are lost otherwise: relayed, each would need acknowledgements of its own.
 */
public final class AckSender {
  private final MeshTurn turn;
  private final BiConsumer<NodeId, List<ControlItem>> carrier;
  private final AckBatch batch = new AckBatch();
  private final Map<NodeId, Timers.Timer> flushes = new TreeMap<>();

  public AckSender(MeshTurn turn, BiConsumer<NodeId, List<ControlItem>> carrier) {
    this.turn = turn;
    this.carrier = carrier;
  }

  /** It will be acknowledged with the next flush toward its sender. */
  void add(ArrivalKey key) {
    switch (key) {
      case ArrivalKey.InSeal sealed -> batch.addCounter(sealed.from(), sealed.keyId(), sealed.counter());
      case ArrivalKey.InNote note -> {
        // There may be no session: only a mark tells of it, again when its sender comes again.
      }
      case ArrivalKey.InTransfer transfer -> batch.addTransfer(transfer.from(), transfer.transfer());
    }
  }

  /** Acknowledges {@code key} soon, together with what else is ready. */
  public void addWithin(ArrivalKey key, long delayMs) {
    add(key);
    flushWithin(key.from(), delayMs);
  }

  /** An earlier flush stays as early as it is. */
  void flushWithin(NodeId to, long delayMs) {
    Timers.Timer pending = flushes.get(to);
    if (pending != null && pending.dueMs() <= turn.nowMs() + delayMs) {
      return;
    }
    if (pending != null) {
      pending.cancel();
    }
    flushes.put(to, turn.after(delayMs, () -> {
      flushes.remove(to);
      List<ControlItem> items = batch.take(to);
      if (!items.isEmpty()) {
        carrier.accept(to, items);
      }
    }));
  }
}
