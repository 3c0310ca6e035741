package org.sheratan.core.node;

import java.io.IOException;

import org.sheratan.core.store.Store;
import org.sheratan.radio.mesh.MeshEvent.SelfHeard;
import org.sheratan.radio.mesh.MeshEvent.SelfRecalled;
import org.sheratan.radio.mesh.PolledMesh;

/**
 * Sees to it that no epoch is lived twice: after a start in doubt, when another life of this node is heard (before a
 * backup, or on a copied card), and when an epoch is used up. A new epoch is on disk before it is announced.
 *
 * <pre>
 * state   | neighbors were asked      | newer life heard                        | epoch used up
 * ASKING  | beyond their answer: SURE | (counts as an answer)                   | -
 * SURE    | -                         | leap beyond it, sessions end; or (a)    | next epoch
 * YIELDED | -                         | ignored                                 | ignored
 * </pre>
 *
 * (a) YIELDED when this epoch was itself reached by a leap a short while ago and the other has leapt over it in turn:
 * then it lives, and of two nodes with one identity one must fall silent.
 */
final class EpochKeeper {
  private static final long LATELY_MS = 600_000;
  private static final String TWIN = "another node runs with this identity";

  private enum State {
    ASKING, SURE, YIELDED
  }

  private final PolledMesh mesh;
  private final Store store;
  private final CommitGate gate;
  private final EffectQueue effects;
  private State state;
  private boolean leapt;
  private long leaptMs;
  private String notice = "";

  EpochKeeper(PolledMesh mesh, Store store, CommitGate gate, EffectQueue effects) {
    this.mesh = mesh;
    this.store = store;
    this.gate = gate;
    this.effects = effects;
    this.state = store.doubt().isEmpty() ? State.SURE : State.ASKING;
    if (state == State.ASKING) {
      mesh.ask();
      tell("in doubt, " + store.doubt() + ": asking the neighbors how far this node had come");
    }
  }

  /** Whether this node accepts, awards, works and signs now. */
  boolean deciding() {
    return state == State.SURE;
  }

  /** For good: nothing but a new start helps. */
  boolean yielded() {
    return state == State.YIELDED;
  }

  /** What the operator should know; empty when nothing. */
  String notice() {
    return notice;
  }

  void onRecalled(SelfRecalled recalled, long nowMs) {
    if (state != State.ASKING) {
      return;
    }
    state = State.SURE;
    if (recalled.highest() >= store.epoch()) {
      leapBeyond(recalled.highest(), nowMs);
    } else {
      leapt = true;
      leaptMs = nowMs;
      enter();
    }
    if (state == State.SURE) {
      store.settle();
      String heard = recalled.answers() == 0
          ? "no neighbor could tell how far it had come"
          : "neighbors knew epoch " + recalled.highest();
      tell("started in doubt, " + store.doubt() + ": " + heard + ", went on in epoch " + store.epoch());
    }
  }

  void onHeard(SelfHeard heard, long nowMs) {
    if (state != State.SURE) {
      return;
    }
    if (leapt && nowMs - leaptMs < LATELY_MS && store.leaptOver(heard.epoch())) {
      giveWay(TWIN
          + ", and has taken over: stop one of them, give it an identity of its own, start the other again");
    } else if (heard.epoch() >= store.epoch()) {
      mesh.endSessions();
      leapBeyond(heard.epoch(), nowMs);
      if (state == State.SURE) {
        tell(
            "another node runs with this identity, or this one was restored from a backup: it had reached epoch "
                + heard.epoch() + ", went on in epoch " + store.epoch());
      }
    }
  }

  void onUsedUp() {
    if (state == State.SURE) {
      try {
        store.nextEpoch();
        enter();
      } catch (IOException last) {
        giveWay(last.getMessage());
      }
    }
  }

  private void leapBeyond(int epoch, long nowMs) {
    try {
      store.leapBeyond(epoch);
      leapt = true;
      leaptMs = nowMs;
      enter();
    } catch (IOException last) {
      giveWay(last.getMessage());
    }
  }

  private void enter() {
    int epoch = store.epoch();
    gate.whenDurable(() -> mesh.enter(epoch));
  }

  private void giveWay(String why) {
    state = State.YIELDED;
    mesh.silence();
    tell(why);
  }

  private void tell(String what) {
    if (!what.equals(notice)) {
      notice = what;
      effects.now(new Effect.Notice(what));
    }
  }
}
