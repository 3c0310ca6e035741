package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.List;

import org.sheratan.kernel.Bytes;
import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Priority;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;

/** The left one sends units to the right one, and writes down what becomes of them. */
abstract class OneHop implements Unit.Owner {
  final Pair pair = new Pair(1).introduced();
  final Bench left = pair.left;
  final Bench right = pair.right;
  final List<Unit> taken = new ArrayList<>();
  final List<Unit> stuck = new ArrayList<>();
  final List<Unit> refused = new ArrayList<>();

  @Override
  public void onTaken(Unit unit) {
    taken.add(unit);
  }

  @Override
  public void onStuck(Unit unit) {
    stuck.add(unit);
  }

  @Override
  public void onRefused(Unit unit) {
    refused.add(unit);
  }

  Unit unit(FrameType type, Bytes plaintext, long lifetimeMs) {
    return new Unit(right.id(), type, Priority.NORMAL, 0, plaintext, left.turn.nowMs() + lifetimeMs, this, 7);
  }

  Unit submit(Bytes message) {
    Unit unit = unit(FrameType.DATA, message, 60_000);
    left.rooms.hops.submit(unit);
    return unit;
  }

  ControlItem.Ack ack(Unit unit) {
    return new ControlItem.Ack(unit.keyId, unit.counter, 0);
  }
}
