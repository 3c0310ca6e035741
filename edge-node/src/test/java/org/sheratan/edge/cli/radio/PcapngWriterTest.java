package org.sheratan.edge.cli.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.Bytes;

/** Reads captures back as their specification says, block by block. */
class PcapngWriterTest {
  private static final Bytes FRAME = Bytes.hex("4852a1b200070102030405060708");

  private record Block(long type, ByteReader body) {}

  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private List<Block> blocks() {
    ByteReader reader = new ByteReader(Bytes.copyOf(file.toByteArray()));
    List<Block> blocks = new ArrayList<>();
    while (reader.remaining() > 0) {
      long type = reader.u32("type");
      int length = (int) reader.u32("length");
      assertEquals(0, length % 4, "blocks are whole words");
      blocks.add(new Block(type, new ByteReader(reader.bytes("body", length - 12))));
      assertEquals(length, reader.u32("length again"));
    }
    return blocks;
  }

  private static Bytes packet(ByteReader body, int interfaceNumber, long wallMs, long flags) {
    assertEquals(interfaceNumber, body.u32("interface"));
    assertEquals(wallMs, body.u32("high") << 32 | body.u32("low"));
    int length = (int) body.u32("captured");
    assertEquals(length, body.u32("original"));
    Bytes content = body.bytes("content", length);
    body.bytes("padding", (4 - length % 4) % 4);
    assertEquals(2, body.u16("flags option"));
    assertEquals(4, body.u16("flags length"));
    assertEquals(flags, body.u32("flags"));
    assertEquals(0, body.u32("end"));
    body.end("packet");
    return content;
  }

  @Test
  void shouldWriteWhatASpecifiedReaderReads() throws IOException {
    PcapngWriter writer = new PcapngWriter(file);
    PcapngWriter.Tuned heard = new PcapngWriter.Tuned(869_525_000, 125_000, 8, Optional.of(-101),
        Optional.of(-3.25));
    PcapngWriter.Tuned sent = new PcapngWriter.Tuned(869_525_000, 250_000, 9, Optional.empty(),
        Optional.empty());
    writer.packet("lora0", 1_795_230_768_101L, false, Optional.of(heard), FRAME);
    writer.packet("lora0", 1_795_230_768_102L, true, Optional.of(sent), FRAME);
    writer.packet("udp", 1_795_230_768_103L, true, Optional.empty(), Bytes.hex("01"));
    List<Block> blocks = blocks();
    assertEquals(List.of(0x0a0d0d0aL, 1L, 6L, 6L, 1L, 6L), blocks.stream().map(Block::type).toList());
    assertEquals(0x1a2b3c4dL, blocks.getFirst().body().u32("byte order"));
    assertEquals(1, blocks.getFirst().body().u16("major"));
    assertEquals(270, blocks.get(1).body().u16("link type"));
    assertEquals("0000000f" + "33d3e608" + "0108" + "26ffff" + "f3" + "12" + FRAME.toHex(),
        packet(blocks.get(2).body(), 0, 1_795_230_768_101L, 1).toHex());
    assertEquals("0000000f" + "33d3e608" + "0209" + "ffffff" + "00" + "12" + FRAME.toHex(),
        packet(blocks.get(3).body(), 0, 1_795_230_768_102L, 2).toHex());
    assertEquals(147, blocks.get(4).body().u16("link type"));
    assertEquals("01", packet(blocks.get(5).body(), 1, 1_795_230_768_103L, 2).toHex());
  }

  @Test
  void shouldNameItsInterfacesAndTheirMilliseconds() throws IOException {
    new PcapngWriter(file).packet("udp", 0, false, Optional.empty(), FRAME);
    ByteReader body = blocks().get(1).body();
    body.bytes("link type, reserved, length", 8);
    assertEquals(2, body.u16("name option"));
    int length = body.u16("name length");
    assertEquals("udp (bare)", body.bytes("name", length).toUtf8());
    body.bytes("padding", (4 - length % 4) % 4);
    assertEquals(9, body.u16("resolution option"));
    assertEquals(1, body.u16("resolution length"));
    assertEquals(3, body.u8("resolution"));
  }
}
