package org.sheratan.radio.mesh.hop;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sheratan.radio.frame.CustodyMarks;

/** By which marks a neighbor's taking or refusing of our units will be heard. */
final class AwaitedMarks {
  private final MarkSender marks;
  private final Map<Integer, Unit> byMark = new TreeMap<>();

  AwaitedMarks(MarkSender marks) {
    this.marks = marks;
  }

  Optional<Unit> of(int mark) {
    return Optional.ofNullable(byMark.get(mark));
  }

  /** It was sent: the mark depends on who takes it over which link. */
  void expect(Unit unit) {
    forget(unit);
    if (unit.frame != null && unit.type.relayed()) {
      unit.mark = marks.expected(unit.to, unit.contact.link(), unit.plaintext);
      unit.noRoomMark = marks.expectedNoRoom(unit.to, unit.contact.link(), unit.plaintext);
      if (unit.mark != CustodyMarks.NONE) {
        byMark.put(unit.noRoomMark, unit);
        byMark.put(unit.mark, unit);
      }
    }
  }

  void forget(Unit unit) {
    byMark.remove(unit.mark, unit);
    byMark.remove(unit.noRoomMark, unit);
    unit.mark = CustodyMarks.NONE;
    unit.noRoomMark = CustodyMarks.NONE;
  }
}
