package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class EpochQuestionTest {
  private static final EpochQuestion QUESTION = new EpochQuestion(new NodeId(Bytes.hex("11".repeat(32))),
      Bytes.hex("22334455"));

  @Test
  void shouldPutEveryFieldInItsPlace() {
    assertEquals("10" + "11".repeat(32) + "22334455", QUESTION.encode().toHex());
    assertEquals(EpochQuestion.BYTES, QUESTION.encode().length());
  }

  @Test
  void shouldComeBackAsSent() {
    assertEquals(QUESTION, EpochQuestion.decode(QUESTION.encode()));
    Broken.assertExactLength(EpochQuestion::decode, QUESTION.encode());
  }

  @Test
  void shouldBeToldFromAnAnnounce() {
    assertTrue(EpochQuestion.is(FrameHead.peek(QUESTION.encode())));
    assertFalse(EpochQuestion.is(new FrameHead(FrameType.ANNOUNCE, Priority.BULK, 0)));
    Broken.assertNames("head", EpochQuestion::decode, Broken.with(QUESTION.encode(), 0, 0x00));
    Broken.assertNames("head", EpochQuestion::decode, Broken.with(QUESTION.encode(), 0, 0x11));
    Broken.assertNames("head", AnnounceFrame::decode, QUESTION.encode());
  }
}
