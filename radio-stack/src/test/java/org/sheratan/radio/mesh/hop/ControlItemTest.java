package org.sheratan.radio.mesh.hop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.fragment.Fragment;
import org.sheratan.radio.fragment.FragmentReport;
import org.sheratan.radio.frame.ArrivalMarks;
import org.sheratan.radio.frame.GroupId;
import org.sheratan.radio.mesh.engine.Fixtures;

class ControlItemTest {
  private static final List<ControlItem> ALL = List.of(new ControlItem.Ack(2, 0xfffe, 0b101),
      new ControlItem.TransferAck(0xff_0001), new ControlItem.Report(new FragmentReport(7, 3, 64)),
      new ControlItem.TransferEnd(0xff_0001, ControlItem.Why.NO_ROOM),
      new ControlItem.TransferEnd(0, ControlItem.Why.NO_WAY),
      new ControlItem.TransferEnd(0xff_ffff, ControlItem.Why.GIVEN_UP),
      new ControlItem.CardRequest(Bytes.hex("0102030405")),
      new ControlItem.CardAnswer(Bytes.utf8("card")),
      new ControlItem.Group(new GroupWord.Leave(GroupId.parse("0102030405060708"))),
      new ControlItem.Arrival(new ArrivalMarks.Mark(0x123456, 2, Bytes.hex("a1a2a3a4a5"))),
      new ControlItem.Piece(new Fragment(7, 1, true, true, 60, 90, Bytes.utf8("piece"))));

  @Test
  void shouldComeBackAsTheyWere() {
    assertEquals(ALL, ControlItem.decode(ControlItem.encode(ALL)));
    assertEquals(List.of(), ControlItem.decode(Bytes.EMPTY));
  }

  @Test
  void shouldKeepALoneAcknowledgementInFourBytes() {
    assertEquals("01123400", ControlItem.encode(List.of(new ControlItem.Ack(0, 0x1234, 0))).toHex());
  }

  @Test
  void shouldSayInFiveBytesWhyATransferEnds() {
    assertEquals("0b12345602",
        ControlItem.encode(List.of(new ControlItem.TransferEnd(0x123456, ControlItem.Why.NO_WAY))).toHex());
  }

  @Test
  void shouldNameTheUnknownReason() {
    for (String why : List.of("00", "04", "ff")) {
      MalformedException broken = assertThrows(MalformedException.class,
          () -> ControlItem.decode(Bytes.hex("0b123456" + why)));
      assertEquals("why", broken.field());
      assertEquals(4, broken.offset());
    }
  }

  @Test
  void shouldNameTheUnknownKind() {
    MalformedException broken = assertThrows(MalformedException.class,
        () -> ControlItem.decode(Bytes.hex("0112340063")));
    assertEquals("item kind", broken.field());
    assertEquals(4, broken.offset());
  }

  @Test
  void shouldOnlyThrowMalformedOnRandomInput() {
    Entropy entropy = new SeededEntropy(5);
    Bytes valid = ControlItem.encode(ALL);
    for (long input = Long.getLong("sheratan.fuzz", 1_000_000); input > 0; input--) {
      byte[] bytes = input % 2 == 0
          ? Fixtures.bytes(entropy, entropy.nextInt(20)).toArray()
          : valid.toArray();
      if (input % 2 == 1) {
        bytes[entropy.nextInt(bytes.length)] = (byte) entropy.nextInt(256);
      }
      try {
        ControlItem.decode(Bytes.copyOf(bytes));
      } catch (MalformedException expected) {
        assertTrue(expected.offset() <= bytes.length);
      }
    }
  }
}
