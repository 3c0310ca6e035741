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

class CustodyMarksTest {
  private static final CustodyMarks MARKS = new CustodyMarks(List.of(0x123456, 0, 0xffffff));

  @Test
  void shouldPutEveryMarkInItsPlace() {
    assertEquals("11" + "123456" + "000000" + "ffffff", MARKS.encode().toHex());
    assertEquals(CustodyMarks.lengthBytes(3), MARKS.encode().length());
  }

  @Test
  void shouldComeBackAsSent() {
    assertEquals(MARKS, CustodyMarks.decode(MARKS.encode()));
  }

  @Test
  void shouldBeToldFromAnnouncesAndQuestions() {
    assertTrue(CustodyMarks.is(FrameHead.peek(MARKS.encode())));
    assertFalse(CustodyMarks.is(new FrameHead(FrameType.ANNOUNCE, Priority.BULK, 1)));
    assertFalse(CustodyMarks.is(new FrameHead(FrameType.ANNOUNCE, Priority.HIGH, 0)));
    Broken.assertNames("head", CustodyMarks::decode, Broken.with(MARKS.encode(), 0, 0x10));
  }

  @Test
  void shouldRefuseNoneCutAndTooMany() {
    Broken.assertNames("marks", CustodyMarks::decode, Bytes.hex("11"));
    Broken.assertNames("mark", CustodyMarks::decode, Bytes.hex("111234"));
    Bytes tooMany = Bytes.hex("11" + "000000".repeat(CustodyMarks.MOST + 1));
    Broken.assertNames("marks", CustodyMarks::decode, tooMany);
    assertThrows(MalformedException.class, () -> CustodyMarks.decode(Bytes.EMPTY));
    assertThrows(IllegalStateException.class,
        () -> new CustodyMarks(Collections.nCopies(CustodyMarks.MOST + 1, 1)));
  }
}
