package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.PartStore;
import org.sheratan.radio.mesh.engine.Bench;
import org.sheratan.radio.mesh.engine.Fixtures;
import org.sheratan.radio.mesh.engine.RecordingLink.Pair;
import org.sheratan.radio.secure.Opened;

/** What a receiver says that does not put a transfer together. */
class TransferIntakeTest {
  private static final int PLACES = 32;
  private static final int OF_ONE = 4;

  private final Pair pair = new Pair(1).introduced();
  private final Bench right = pair.right;
  private final TransferIntake intake = new TransferIntake(right.turn, right.rooms.frames,
      new PartStore(right.durable, 1));

  private TransferIntake.Result piece(NodeId from, int transfer, boolean reportWanted) {
    return intake.onPiece(from, new Fragment(transfer, 0, false, reportWanted, 60, 0, Bytes.utf8("a piece")),
        40,
        60_000, false);
  }

  private void fill() {
    for (int place = 0; place < PLACES; place++) {
      piece(Fixtures.id(10 + place / OF_ONE), place, false);
    }
  }

  private List<ControlItem> said() {
    List<ControlItem> said = new ArrayList<>();
    for (Bytes frame : right.sent()) {
      said.addAll(
          ControlItem.decode(assertInstanceOf(Opened.Frame.class, pair.left.open(frame)).plaintext()));
    }
    return said;
  }

  @Test
  void shouldSayThatAllPlacesAreTakenToWhoWaitsForAWord() {
    fill();
    assertInstanceOf(TransferIntake.Result.Nothing.class, piece(pair.left.id(), 7, false));
    assertEquals(List.of(), said());
    piece(pair.left.id(), 7, true);
    assertEquals(List.of(new ControlItem.TransferEnd(7, ControlItem.Why.NO_ROOM)), said());
  }

  @Test
  void shouldHaveAPlaceAgainOnceOneIsGivenUp() {
    fill();
    intake.givenUp(Fixtures.id(10), PLACES - 1);
    intake.givenUp(pair.left.id(), 0);
    piece(pair.left.id(), 7, true);
    assertEquals(1, said().size(), "it is another's, or none");
    intake.givenUp(Fixtures.id(10), 0);
    piece(pair.left.id(), 7, true);
    right.advance(40);
    assertInstanceOf(ControlItem.Report.class, said().getFirst());
  }
}
