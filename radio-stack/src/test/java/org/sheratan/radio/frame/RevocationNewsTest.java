package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class RevocationNewsTest {
  private static final NodeId AUTHOR = new NodeId(Bytes.hex("11".repeat(32)));
  private static final NodeId SUBJECT = new NodeId(Bytes.hex("22".repeat(32)));
  private static final Revocation WORD = new Revocation(AUTHOR, SUBJECT, 3, true, 0x6ab0_0001L, "lost");
  private static final RevocationNews STATEMENT = new RevocationNews.Statement(6,
      new SignedRevocation(WORD, Bytes.hex("33".repeat(64))));
  private static final RevocationNews SUMMARY = new RevocationNews.Summary(1, 0xffff_ffffL,
      List.of(1L, 7L, 0xffff_ffffL));

  @Test
  void shouldPutEveryFieldInItsPlace() {
    assertEquals("0e01" + "11".repeat(32) + "22".repeat(32) + "0003" + "01" + "6ab00001" + "04"
        + "6c6f7374" + "33".repeat(64), STATEMENT.macked().toHex());
    assertEquals("0902" + "01020304",
        new RevocationNews.Digest(Bytes.hex("01020304")).macked().toHex());
    assertEquals("0903" + "00000001" + "ffffffff" + "00000001" + "00000007" + "ffffffff",
        SUMMARY.macked().toHex());
  }

  private static int frameBytes(RevocationNews news) {
    return news.macked().length() + Limits.NETWORK_MAC_BYTES;
  }

  /** As the law leaves a radio at SF11 in a sub-band of 0.1 %. */
  @Test
  void shouldFitAFrameOf166Bytes() {
    Revocation word = new Revocation(AUTHOR, SUBJECT, 1, true, 0, "x".repeat(Revocation.reasonBytes(166)));
    assertEquals(166, frameBytes(
        new RevocationNews.Statement(6, new SignedRevocation(word, Bytes.hex("33".repeat(64))))));
    assertEquals(0, Revocation.reasonBytes(120));
    assertEquals(Revocation.MAX_REASON_BYTES, Revocation.reasonBytes(250));
    List<Long> marks = LongStream.rangeClosed(1, RevocationNews.mostMarks(166)).boxed().toList();
    assertEquals(166, frameBytes(new RevocationNews.Summary(1, 100, marks)));
    assertEquals(RevocationNews.MOST_MARKS, RevocationNews.mostMarks(250));
  }

  @Test
  void shouldComeBackAsSent() {
    for (RevocationNews news : List.of(STATEMENT, SUMMARY,
        new RevocationNews.Digest(Bytes.hex("01020304")))) {
      assertEquals(news, RevocationNews.decode(news.macked()));
    }
    Broken.assertExactLength(RevocationNews::decode, STATEMENT.macked());
  }

  @Test
  void shouldNameTheBrokenField() {
    Bytes statement = STATEMENT.macked();
    Broken.assertNames("head", RevocationNews::decode, Broken.with(statement, 0, 0x06));
    Broken.assertNames("kind of news", RevocationNews::decode, Broken.with(SUMMARY.macked(), 1, 4));
    Broken.assertNames("kind", RevocationNews::decode, Broken.with(statement, 68, 3));
    Broken.assertNames("version", RevocationNews::decode, Broken.with(statement, 67, 0));
    Broken.assertNames("reason", RevocationNews::decode, Broken.with(statement, 73, 65));
    Broken.assertNames("reason", RevocationNews::decode, Broken.with(statement, 74, 0x1b));
    Bytes itself = Bytes.hex("0e01" + "11".repeat(64)).concat(statement.slice(66));
    Broken.assertNames("subject", RevocationNews::decode, itself);
    Broken.assertNames("head", RevocationNews::decode, Broken.with(SUMMARY.macked(), 0, 0x0e));
    Broken.assertNames("to", RevocationNews::decode, Bytes.hex("09030000000200000001"));
    Broken.assertNames("mark", RevocationNews::decode, Broken.with(SUMMARY.macked(), 13, 0));
    Broken.assertNames("mark", RevocationNews::decode, Broken.with(SUMMARY.macked(), 17, 1));
    Broken.assertNames("marks", RevocationNews::decode,
        Bytes.hex("090300000000ffffffff" + "00000001".repeat(RevocationNews.MOST_MARKS + 1)));
  }

  @Test
  void shouldBeToldFromWhatElseIsInClear() {
    assertTrue(RevocationNews.is(FrameHead.peek(STATEMENT.macked())));
    assertFalse(RevocationNews.is(new FrameHead(FrameType.ANNOUNCE, Priority.BULK, 6)));
    assertFalse(RevocationNews.is(new FrameHead(FrameType.ANNOUNCE, Priority.NORMAL, 0)));
    assertFalse(RevocationNews.is(new FrameHead(FrameType.ANNOUNCE, Priority.HIGH, 0)));
    assertFalse(RevocationNews.is(new FrameHead(FrameType.DATA, Priority.NORMAL, 0)));
  }

  @Test
  void shouldKeepReasonsShortAndPrintable() {
    assertTrue(Revocation.fits("x".repeat(64)) && Revocation.fits(""));
    assertFalse(Revocation.fits("x".repeat(65)));
    assertFalse(Revocation.fits("ü".repeat(33)), "bytes count");
    assertFalse(Revocation.fits("\u001b[2J"));
    assertThrows(IllegalStateException.class, () -> new Revocation(AUTHOR, AUTHOR, 1, true, 0, ""));
    assertThrows(IllegalStateException.class, () -> new Revocation(AUTHOR, SUBJECT, 0, true, 0, ""));
  }
}
