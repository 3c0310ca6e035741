package org.sheratan.radio.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Signal;
import org.sheratan.radio.mesh.hop.ControlItem;

class WayReportTest {
  private static final WayReport.Next NEXT = new WayReport.Next(Bytes.hex("0a0b0c0d"), 300);

  private static String hex(WayReport report) {
    ByteWriter writer = new ByteWriter();
    report.encode(writer);
    return writer.toBytes().toHex();
  }

  private static WayReport read(String hex) {
    ByteReader reader = new ByteReader(Bytes.hex(hex));
    WayReport report = WayReport.decode(reader);
    reader.end("report");
    return report;
  }

  @Test
  void shouldBeAsTheDocumentDrawsIt() {
    WayReport end = new WayReport(OptionalInt.of(0), Optional.empty(), Optional.of(new Signal(-97, -7.25)));
    assertEquals("006163", hex(end));
    WayReport hop = new WayReport(OptionalInt.of(2), Optional.of(NEXT), Optional.empty());
    assertEquals("020a0b0c0dac02ff", hex(hop));
    WayReport lost = new WayReport(OptionalInt.empty(), Optional.empty(), Optional.empty());
    assertEquals("ffff", hex(lost));
    for (WayReport each : List.of(end, hop, lost)) {
      assertEquals(each, read(hex(each)));
    }
  }

  @Test
  void shouldReadTheVectors() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "vectors", "ways.txt")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    assertEquals(5, lines.size());
    for (String line : lines) {
      String hex = line.split("\\s+", 2)[0];
      assertEquals(hex, ControlItem.encode(ControlItem.decode(Bytes.hex(hex))).toHex(), line);
    }
  }

  @Test
  void shouldClampWhatDoesNotFit() {
    WayReport loud = new WayReport(OptionalInt.of(0), Optional.empty(), Optional.of(new Signal(3, 99)));
    assertEquals(new Signal(0, 31.75), read(hex(loud)).signal().orElseThrow());
    WayReport faint = new WayReport(OptionalInt.of(0), Optional.empty(), Optional.of(new Signal(-300, -99)));
    assertEquals(new Signal(-254, -32), read(hex(faint)).signal().orElseThrow());
  }

  @Test
  void shouldRefuseMoreHopsThanThereCanBe() {
    MalformedException broken = assertThrows(MalformedException.class, () -> read("08ff"));
    assertEquals("hops", broken.field());
    assertEquals(0, broken.offset());
  }

  @Test
  void shouldTellNodesApartByTheirFirstBytes() {
    byte[] key = new byte[NodeId.LENGTH];
    Bytes.hex("0a0b0c0d").copyTo(key, 0);
    assertTrue(NEXT.names(new NodeId(Bytes.copyOf(key))));
    key[3]++;
    assertTrue(!NEXT.names(new NodeId(Bytes.copyOf(key))));
  }
}
