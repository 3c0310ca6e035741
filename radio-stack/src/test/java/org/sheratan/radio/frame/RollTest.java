package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class RollTest {
  private static final Bytes MAC = Bytes.hex("0a0b0c0d");
  private static final Roll.Entry NEAR = new Roll.Entry(0x1234, 5, 2);
  private static final Roll.Entry LOST = new Roll.Entry(0xfffe, 15, Roll.NO_WAY);
  private static final Roll ROLL = new Roll(0xabcd, Roll.Place.of(0x70012, 0x030405), 0x1000, 0xffff,
      List.of(NEAR, LOST), MAC);

  @Test
  void shouldPutEveryFieldInItsPlace() {
    assertEquals("08" + "abcd" + "0012" + "030405" + "1000" + "ffff" + "123452" + "fffeff" + "0a0b0c0d",
        ROLL.encode().toHex());
  }

  @Test
  void shouldComeBackAsSent() {
    assertEquals(ROLL, Roll.decode(ROLL.encode()));
    Roll empty = new Roll(1, Roll.Place.of(1, 1), 0, Roll.MOST_HINT, List.of(), MAC);
    assertEquals(empty, Roll.decode(empty.encode()));
  }

  @Test
  void shouldFillOneFrame() {
    Roll full = new Roll(1, Roll.Place.of(1, 1), 0, Roll.MOST_HINT, Collections.nCopies(Roll.MOST, NEAR),
        MAC);
    assertEquals(250, full.encode().length());
    assertEquals(250, full.encodedBytes());
    assertEquals(full, Roll.decode(full.encode()));
    assertThrows(IllegalStateException.class,
        () -> Roll.changes(1, Collections.nCopies(Roll.MOST + 1, NEAR)));
  }

  @Test
  void shouldLeaveNothingOutWithinItsRange() {
    assertTrue(ROLL.covers(0x1000) && ROLL.covers(0xffff));
    assertFalse(ROLL.covers(0x0fff));
    Roll changes = Roll.changes(1, List.of(NEAR));
    assertFalse(changes.covers(0) || changes.covers(1) || changes.covers(0x1234));
  }

  @Test
  void shouldTellHowFarItsEpochIsFromAnother() {
    Roll.Place place = Roll.Place.of(0x7ffff, 1);
    assertEquals(0, place.epochsAfter(0x7ffff));
    assertEquals(1, place.epochsAfter(0x7fffe));
    assertEquals(-1, place.epochsAfter(0x80000), "the low bits went round");
    assertThrows(IllegalStateException.class, () -> Roll.Place.of(1, Roll.Place.LAST_NUMBER + 1));
  }

  @Test
  void shouldNameAnAnnounceByHintAndSignature() {
    AnnounceFrame frame = announce("25");
    assertEquals(new Roll.Entry(frame.announce().key().hint(), 5, 3), Roll.Entry.of(frame, 3));
    assertTrue(Roll.Entry.of(frame, 3).names(frame));
    assertFalse(Roll.Entry.of(frame, 3).names(announce("26")));
  }

  @Test
  void shouldBeToldFromAnnouncesAndQuestions() {
    assertTrue(Roll.is(FrameHead.peek(ROLL.encode())));
    assertFalse(Roll.is(new FrameHead(FrameType.ANNOUNCE, Priority.BULK, 0)));
    assertFalse(Roll.is(new FrameHead(FrameType.ANNOUNCE, Priority.HIGH, 0)));
    Broken.assertNames("head", Roll::decode, Broken.with(ROLL.encode(), 0, 0x10));
  }

  @Test
  void shouldRefuseWhatIsNoWholeNumberOfEntries() {
    Bytes valid = ROLL.encode();
    Broken.assertNames("entries", Roll::decode, valid.slice(0, valid.length() - 1));
    Broken.assertNames("entries", Roll::decode, valid.slice(0, 15));
    Broken.assertNames("last hint", Roll::decode, valid.slice(0, 11));
    Broken.assertNames("number", Roll::decode, valid.slice(0, 7));
    Broken.assertNames("epoch", Roll::decode, valid.slice(0, 4));
    Bytes tooMany = Bytes.hex("08abcd00120304051000ffff" + "123452".repeat(Roll.MOST + 1) + "0a0b0c0d");
    Broken.assertNames("entries", Roll::decode, tooMany);
  }

  private static AnnounceFrame announce(String signatureByte) {
    return new AnnounceFrame(3, 1, 0x1234, new Announce(new NodeId(Bytes.hex("11".repeat(32))), 5, 6,
        new CapabilityFilter(7), 8, Announce.NO_CARD), Bytes.hex(signatureByte.repeat(64)),
        Bytes.hex("00000000"));
  }
}
