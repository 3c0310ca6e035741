package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

class BatchTest {
  private static final Bytes DATA = Bytes.hex("480102030405060708090a0b0c0d0e");
  private static final Bytes CONTROL = Bytes.hex("7001020304");
  private static final Bytes ANNOUNCE = Bytes.hex("03aa");

  @Test
  void shouldMakeWhatIsPublished() throws IOException {
    Vectors vectors = new Vectors()
        .comment("Batches (docs/protocol.md, \"Batch\"): frames and what goes on the air")
        .comment("head = type 7, highest priority, frames - 2; every frame but the last after its length");
    put(vectors, "two", List.of(DATA, CONTROL));
    put(vectors, "three", List.of(ANNOUNCE, DATA, CONTROL));
    put(vectors, "nine", Collections.nCopies(9, CONTROL));
    vectors.assertPublished("batch.txt");
  }

  @Test
  void shouldTakeApartWhatIsPublished() throws IOException {
    List<Map<String, String>> blocks = Vectors.read("batch.txt");
    assertEquals(3, blocks.size());
    for (Map<String, String> block : blocks) {
      List<Bytes> frames = Arrays.stream(block.get("frames").split(" ")).map(Bytes::hex).toList();
      assertEquals(frames, Batch.decode(Bytes.hex(block.get("batch"))).frames());
    }
  }

  @Test
  void shouldCostOneByteForEachFrame() {
    Bytes batch = new Batch(List.of(DATA, CONTROL, ANNOUNCE)).encode();
    assertEquals(Batch.lengthBytes(3, DATA.length() + CONTROL.length() + ANNOUNCE.length()), batch.length());
  }

  @Test
  void shouldShowTheHighestPriority() {
    assertEquals(Priority.HIGH,
        FrameHead.peek(new Batch(List.of(ANNOUNCE, CONTROL, DATA)).encode()).priority());
  }

  @Test
  void shouldRefuseWhatItWouldNotMake() {
    Bytes valid = new Batch(List.of(ANNOUNCE, CONTROL)).encode();
    Broken.assertNames("head", Batch::decode, Broken.with(valid, 0, 0x48));
    Broken.assertNames("head", Batch::decode, Broken.with(valid, 0, 0xe0));
    Broken.assertNames("frame", Batch::decode, Broken.with(valid, 0, valid.at(0) | 7));
    Broken.assertNames("frame length", Batch::decode, valid.slice(0, 1));
    Broken.assertNames("frame", Batch::decode, Broken.with(valid, 1, 0));
    Broken.assertNames("frame", Batch::decode, Broken.with(valid, 1, 200));
    Broken.assertNames("frame", Batch::decode, Broken.with(valid, 2, 0xe0));
    Broken.assertNames("frame", Batch::decode, valid.slice(0, 2 + ANNOUNCE.length()));
    Broken.assertNames("head", Batch::decode, Bytes.EMPTY);
  }

  @Test
  void shouldRefuseBatchesInBatches() {
    Bytes inner = new Batch(List.of(ANNOUNCE, CONTROL)).encode();
    Bytes outer = new Batch(List.of(inner, CONTROL)).encode();
    assertThrows(MalformedException.class, () -> Batch.decode(outer));
  }

  @Test
  void shouldHoldTwoToNineFrames() {
    assertThrows(IllegalStateException.class, () -> new Batch(List.of(DATA)));
    assertThrows(IllegalStateException.class, () -> new Batch(Collections.nCopies(10, CONTROL)));
  }

  private static void put(Vectors vectors, String name, List<Bytes> frames) {
    List<String> hex = new ArrayList<>();
    frames.forEach(frame -> hex.add(frame.toHex()));
    vectors.block(name).put("frames", String.join(" ", hex)).put("batch", new Batch(frames).encode());
  }
}
