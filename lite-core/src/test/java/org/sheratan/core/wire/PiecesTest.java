package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.JobId;
import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

/** The pieces that messages are made of. */
class PiecesTest {
  @Test
  void shouldWriteDurationsShort() {
    assertDuration("00", 0);
    assertDuration("78", 60_000);
    assertDuration("03", 1);
    assertDuration("cf0f", 999);
    assertDuration("02", 1000);
    assertDuration("d30f", 1001);
    assertDuration("d804", 300_000);
    SeededEntropy entropy = new SeededEntropy(4);
    for (int round = 0; round < 20_000; round++) {
      long ms = entropy.nextLong(WireLimits.MAX_DURATION_MS + 1) >> entropy.nextInt(38);
      ByteWriter out = new ByteWriter();
      DurationCodec.write(ms, out);
      assertEquals(ms, DurationCodec.read("duration", new ByteReader(out.toBytes())));
    }
  }

  @Test
  void shouldRefuseSecondFormsAndTooLongDurations() {
    for (long value : new long[]{1, 2001, WireLimits.MAX_DURATION_MS / 1000 + 1 << 1,
        WireLimits.MAX_DURATION_MS << 1 | 1}) {
      Bytes encoded = new ByteWriter().varint(value).toBytes();
      assertThrows(MalformedException.class, () -> DurationCodec.read("duration", new ByteReader(encoded)),
          "" + value);
    }
    assertThrows(IllegalStateException.class, () -> DurationCodec.write(-1, new ByteWriter()));
    assertThrows(IllegalStateException.class,
        () -> DurationCodec.write(WireLimits.MAX_DURATION_MS + 1, new ByteWriter()));
  }

  @Test
  void shouldPackOwnersInFiveBytes() {
    for (String owner : new String[]{"aaaaaaaa", "77777777", "k7f3q2ab",
        WireFixtures.OWNER.id().shortName()}) {
      JobId job = new JobId(owner, 1, 1);
      ByteWriter out = new ByteWriter();
      JobIdCodec.write(job, true, out);
      assertEquals(7, out.length());
      assertEquals(job, JobIdCodec.read(new ByteReader(out.toBytes())));
    }
    ByteWriter first = new ByteWriter();
    JobIdCodec.write(new JobId(WireFixtures.OWNER.id().shortName(), 1, 1), true, first);
    assertEquals(WireFixtures.OWNER.id().key().slice(0, 5), first.toBytes().slice(0, 5));
  }

  @Test
  void shouldKeepOptionsInOrderWhateverTheOrderOfWriting() {
    ByteWriter out = new ByteWriter();
    Options.none().varint(9, 300, 0).text(2, "x").varint(4, 7, 7).text(5, "").writeTo(out);
    assertEquals("0201780902ac02", out.toBytes().toHex());
    Options read = Options.read(new ByteReader(out.toBytes()));
    assertEquals("x", read.text(2, "text", 1));
    assertEquals(300, read.varint(9, "number", 300, 0));
    assertEquals(7, read.varint(4, "number", 9, 7));
    assertNull(read.get(4));
    assertThrows(MalformedException.class, () -> read.text(2, "text", 0));
    assertThrows(MalformedException.class, () -> read.varint(9, "number", 299, 0));
    assertThrows(IllegalStateException.class, () -> Options.none().text(1, "a").text(1, "b"));
  }

  @Test
  void shouldRefuseOptionZeroAndCutOptions() {
    for (String hex : new String[]{"0000", "01", "0105", "010161 0161", "0200 0100", "81800100"}) {
      Bytes encoded = Bytes.hex(hex.replace(" ", ""));
      assertThrows(MalformedException.class, () -> Options.read(new ByteReader(encoded)), hex);
    }
  }

  @Test
  void shouldSpellOutKindsOutsideTheDictionary() {
    for (String kind : new String[]{"ping", "patch_file", "transcode", "x", "\u00e9".repeat(32)}) {
      ByteWriter out = new ByteWriter();
      KindCodec.write(kind, out);
      assertEquals(kind, KindCodec.read(new ByteReader(out.toBytes())));
    }
    assertThrows(IllegalStateException.class, () -> KindCodec.write("", new ByteWriter()));
    assertThrows(IllegalStateException.class, () -> KindCodec.write("\u00e9".repeat(33), new ByteWriter()));
  }

  @Test
  void shouldDeflateOnlyWhatGetsShorter() {
    Bytes shortText = Bytes.utf8("aaaaaaaa");
    assertSame(shortText, Deflated.pack(shortText));
    Bytes noise = noise(500);
    assertSame(noise, Deflated.pack(noise));
    for (int length : new int[]{96, 97, 1000, 65_536}) {
      Bytes plain = Bytes.utf8("ab".repeat(length / 2) + "c".repeat(length % 2));
      Bytes packed = Deflated.pack(plain);
      assertTrue(packed.length() < plain.length());
      assertEquals(plain, Deflated.unpack(new ByteReader(packed)));
    }
  }

  @Test
  void shouldRefuseEveryCutOfADeflatedBody() {
    Bytes packed = Deflated.pack(Bytes.utf8("some words and some words and others ".repeat(20)));
    for (int length = 0; length < packed.length(); length++) {
      Bytes cut = packed.slice(0, length);
      assertThrows(MalformedException.class, () -> Deflated.unpack(new ByteReader(cut)), "cut at " + length);
    }
  }

  @Test
  void shouldClipAtWholeCharacters() {
    assertEquals("", WireLimits.clip("", 0));
    assertEquals("", WireLimits.clip("\u00e9", 1));
    assertEquals("a", WireLimits.clip("a\ud83d\ude00", 4));
    assertEquals("a\ud83d\ude00", WireLimits.clip("a\ud83d\ude00b", 5));
    assertEquals("?", WireLimits.clip("\ud83d", 9));
    assertEquals(WireLimits.TEXT_BYTES, WireLimits.clip("x".repeat(999)).length());
  }

  @Test
  void shouldNeverChangeTheDictionary() {
    assertEquals(15, WireWords.KINDS.size());
    assertEquals(85, WireWords.NAMES.size());
    assertEquals(39, WireWords.TEXTS.size());
    for (WireWords.Dictionary words : new WireWords.Dictionary[]{WireWords.KINDS, WireWords.NAMES,
        WireWords.TEXTS}) {
      for (int position = 0; position < words.size(); position++) {
        assertEquals(position, words.position(words.word(position)), "twice: " + words.word(position));
      }
      assertEquals(-1, words.position("never a word"));
    }
  }

  private static void assertDuration(String hex, long ms) {
    ByteWriter out = new ByteWriter();
    DurationCodec.write(ms, out);
    assertEquals(hex, out.toBytes().toHex(), ms + " ms");
    assertEquals(ms, DurationCodec.read("duration", new ByteReader(out.toBytes())));
  }

  private static Bytes noise(int length) {
    SeededEntropy entropy = new SeededEntropy(8);
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) entropy.nextLong();
    }
    return Bytes.copyOf(bytes);
  }
}
