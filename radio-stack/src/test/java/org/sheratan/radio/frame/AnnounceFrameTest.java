package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.NodeId;

class AnnounceFrameTest {
  private static final NodeId KEY = new NodeId(Bytes.hex("11".repeat(32)));

  @Test
  void shouldFitInto120Bytes() {
    assertEquals(120, frame(7, 0).encode().length());
    assertEquals(Limits.ANNOUNCE_BYTES, frame(0, 7).encode().length());
  }

  @Test
  void shouldPutEveryFieldInItsPlace() {
    assertEquals("0302" + "7788" + "11".repeat(32) + "00000009" + "0102" + "80000001" + "32" + "c0c1c2c3c4"
        + "22".repeat(64) + "33333333", frame(3, 2).encode().toHex());
  }

  @Test
  void shouldComeBackAsSent() {
    assertEquals(frame(3, 2), AnnounceFrame.decode(frame(3, 2).encode()));
    Broken.assertExactLength(AnnounceFrame::decode, frame(3, 2).encode());
  }

  @Test
  void shouldNameTheBrokenField() {
    Bytes valid = frame(3, 2).encode();
    Broken.assertNames("head", AnnounceFrame::decode, Broken.with(valid, 0, 0x0b));
    Broken.assertNames("head", AnnounceFrame::decode, Broken.with(valid, 0, 0x43));
    Broken.assertNames("hops", AnnounceFrame::decode, Broken.with(valid, 1, 8));
    Broken.assertNames("sender hint", AnnounceFrame::decode, Broken.with(frame(3, 0).encode(), 3, 0));
    Broken.assertNames("epoch", AnnounceFrame::decode, Broken.with(valid, 36, 0x80));
    Broken.assertNames("load", AnnounceFrame::decode, Broken.with(valid, 46, 101));
  }

  @Test
  void shouldOrderByEpochThenSequence() {
    assertTrue(announce(2, 0).order() > announce(1, 9).order());
    assertTrue(announce(1, 2).order() > announce(1, 1).order());
    assertEquals(announce(1, 1).order(), announce(1, 1).order());
    assertTrue(announce(1, 0xffff).order() < announce(2, 0).order());
  }

  @Test
  void shouldStopWhereTheHopLimitSays() {
    assertTrue(frame(1, 6).relayable());
    assertFalse(frame(0, 0).relayable());
    assertFalse(frame(1, 7).relayable());
  }

  @Test
  void shouldNotBeMadeWithFieldsThatDoNotFit() {
    CapabilityFilter none = new CapabilityFilter(0);
    assertThrows(IllegalStateException.class, () -> new Announce(KEY, -1, 0, none, 0, Announce.NO_CARD));
    assertThrows(IllegalStateException.class, () -> new Announce(KEY, 0, 65_536, none, 0, Announce.NO_CARD));
    assertThrows(IllegalStateException.class, () -> new Announce(KEY, 0, 0, none, 101, Announce.NO_CARD));
    assertThrows(IllegalStateException.class, () -> new Announce(KEY, 0, 0, none, 0, Bytes.EMPTY));
  }

  @Test
  void shouldNeverDenyWhatIsOffered() {
    List<String> kinds = List.of("ping", "read_file", "hash_files", "system_info", "write_file");
    CapabilityFilter filter = CapabilityFilter.of(kinds);
    kinds.forEach(kind -> assertTrue(filter.mayHave(kind)));
    assertFalse(new CapabilityFilter(0).mayHave("ping"));
  }

  @Test
  void shouldDenyMostOfWhatIsNotOffered() {
    CapabilityFilter filter = CapabilityFilter.of(List.of("ping", "read_file", "hash_files", "system_info"));
    int wrong = 0;
    for (int index = 0; index < 1_000; index++) {
      wrong += filter.mayHave("kind" + index) ? 1 : 0;
    }
    assertTrue(wrong < 100, wrong + " of 1000 kinds passed");
  }

  private static Announce announce(int epoch, int sequence) {
    return new Announce(KEY, epoch, sequence, new CapabilityFilter(0x80000001), 50,
        Bytes.hex("c0c1c2c3c4"));
  }

  private static AnnounceFrame frame(int hopLimit, int hops) {
    return new AnnounceFrame(hopLimit, hops, hops == 0 ? KEY.hint() : 0x7788, announce(9, 0x0102),
        Bytes.hex("22".repeat(64)),
        Bytes.hex("33333333"));
  }
}
