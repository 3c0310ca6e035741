package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class ArrivalMarksTest {
  private static final ArrivalMarks.Mark MARK = new ArrivalMarks.Mark(0x123456, 1, Bytes.hex("a1a2a3a4a5"));
  private static final ArrivalMarks MARKS = new ArrivalMarks(
      List.of(MARK, new ArrivalMarks.Mark(0xffffff, 8, Bytes.hex("0000000000"))));

  @Test
  void shouldPutEveryMarkInItsPlace() {
    assertEquals("12" + "123456" + "01" + "a1a2a3a4a5" + "ffffff" + "08" + "0000000000",
        MARKS.encode().toHex());
    assertEquals(10, new ArrivalMarks(List.of(MARK)).encode().length());
  }

  @Test
  void shouldComeBackAsSent() {
    assertEquals(MARKS, ArrivalMarks.decode(MARKS.encode()));
  }

  @Test
  void shouldNameAnEnvelopeByItsTag() {
    assertEquals(0x010203, ArrivalMarks.name(Bytes.hex("abcd12340000" + "ffff" + "0102030405060708")));
  }

  @Test
  void shouldStayTheSameForWhoeverSaysIt() {
    assertEquals(2, MARK.further().hops());
    assertEquals(MARK.content(), MARK.further().content());
    assertEquals("123456" + "a1a2a3a4a5", MARK.content().toHex());
  }

  @Test
  void shouldBeToldFromCustodyMarks() {
    assertTrue(ArrivalMarks.is(FrameHead.peek(MARKS.encode())));
    assertFalse(CustodyMarks.is(FrameHead.peek(MARKS.encode())));
    Broken.assertNames("head", ArrivalMarks::decode, Broken.with(MARKS.encode(), 0, 0x11));
  }

  @Test
  void shouldRefuseNoneCutTooManyAndTooFar() {
    Broken.assertNames("marks", ArrivalMarks::decode, Bytes.hex("12"));
    Broken.assertNames("proof", ArrivalMarks::decode, Bytes.hex("12" + "123456" + "01" + "a1a2a3a4"));
    Broken.assertNames("hops", ArrivalMarks::decode, Broken.with(MARKS.encode(), 4, 0));
    Broken.assertNames("hops", ArrivalMarks::decode, Broken.with(MARKS.encode(), 4, 9));
    Bytes tooMany = Bytes.hex("12" + "000000010000000000".repeat(ArrivalMarks.MOST + 1));
    Broken.assertNames("marks", ArrivalMarks::decode, tooMany);
    assertThrows(MalformedException.class, () -> ArrivalMarks.decode(Bytes.EMPTY));
    assertThrows(IllegalStateException.class,
        () -> new ArrivalMarks(Collections.nCopies(ArrivalMarks.MOST + 1, MARK)));
  }
}
