package org.sheratan.radio.mesh.hop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.radio.frame.FrameType;
import org.sheratan.radio.frame.Limits;

/** What is under way to one neighbor. */
final class Lane {
  long quietUntilMs;
  /** Somebody looks again when it is quiet no longer. */
  boolean pumping;
  private final List<Unit> units = new ArrayList<>();
  /** By key id and counter. */
  private final Map<Integer, Unit> byFrame = new TreeMap<>();
  private final Map<Integer, Unit> byTransfer = new TreeMap<>();

  void add(Unit unit) {
    units.add(unit);
  }

  void remove(Unit unit) {
    units.remove(unit);
    unindex(unit);
  }

  /** Known under its frame's counter or its transfer's id from now on. */
  void index(Unit unit) {
    if (unit.transfer != null) {
      byTransfer.put(unit.transfer.id(), unit);
    } else {
      byFrame.put(unit.keyId << Limits.COUNTER_BYTES * Byte.SIZE | unit.counter, unit);
    }
  }

  void unindex(Unit unit) {
    byFrame.values().remove(unit);
    byTransfer.values().remove(unit);
  }

  List<Unit> acknowledged(ControlItem.Ack ack) {
    return byFrame.values().stream().filter(unit -> unit.keyId == ack.keyId() && ack.names(unit.counter))
        .toList();
  }

  Optional<Unit> transfer(int id) {
    return Optional.ofNullable(byTransfer.get(id));
  }

  int framesUnderWay(FrameType type) {
    return (int) byFrame.values().stream().filter(unit -> unit.type == type).count();
  }

  /** One that was refused leaves its place to others, unless there is no room for those of its kind. */
  int transfersUnderWay(FrameType type) {
    return (int) byTransfer.values().stream().filter(unit -> unit.refused
        .map(why -> why == ControlItem.Why.NO_ROOM && unit.type == type).orElse(true)).count();
  }

  List<Unit> units() {
    return List.copyOf(units);
  }

  /** Those that have not been sent yet, highest priority first, then in order. */
  List<Unit> waiting() {
    return units.stream().filter(unit -> !unit.sent())
        .sorted((one, other) -> Integer.compare(other.priority.code(), one.priority.code())).toList();
  }

  boolean empty() {
    return units.isEmpty();
  }
}
