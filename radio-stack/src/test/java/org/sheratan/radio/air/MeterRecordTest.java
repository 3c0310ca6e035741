package org.sheratan.radio.air;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Crc32c;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Vectors;

class MeterRecordTest {
  private static final int INPUTS = Integer.getInteger("sheratan.fuzz", 100_000);
  private static final String ID = "rnode/FTDI-1234";
  private static final MeterRecord EMPTY = new MeterRecord(ID, MeterRecord.NO_WALL, List.of());
  private static final MeterRecord FULL = new MeterRecord(ID, 1_790_000_000_000L,
      List.of(new MeterRecord.Spent(869_400_000, 869_650_000, 5_625_000,
          List.of(new MeterRecord.Aged(3_540_000, 12_000_000), new MeterRecord.Aged(61_000, 185_344))),
          new MeterRecord.Spent(868_000_000, 868_600_000, 0, List.of())));

  @Test
  void shouldMakeWhatIsPublished() throws IOException {
    new Vectors().comment("Airtime records (docs/storage-format.md, \"Airtime of a transmitter\")")
        .comment(
            "full: 869.4-869.65 MHz with 5.625 s open, 12 s sent 59 min and 185,344 us sent 61 s before; "
                + "868-868.6 MHz with nothing")
        .block("empty").put("transmitter", ID).put("record", EMPTY.encode())
        .block("full").put("transmitter", ID).put("record", FULL.encode()).assertPublished("airtime.txt");
  }

  @Test
  void shouldReadWhatIsPublished() throws IOException {
    List<MeterRecord> read = new ArrayList<>();
    for (Map<String, String> block : Vectors.read("airtime.txt")) {
      read.add(MeterRecord.decode(Bytes.hex(block.get("record")), block.get("transmitter")));
    }
    assertEquals(List.of(EMPTY, FULL), read);
  }

  @Test
  void shouldRefuseDamageAnywhere() {
    Bytes valid = FULL.encode();
    for (int offset = 0; offset < valid.length(); offset++) {
      byte[] damaged = valid.toArray();
      damaged[offset] ^= 0x10;
      assertThrows(MalformedException.class, () -> MeterRecord.decode(Bytes.copyOf(damaged), ID));
      Bytes cut = valid.slice(0, offset);
      assertThrows(MalformedException.class, () -> MeterRecord.decode(cut, ID));
    }
  }

  @Test
  void shouldRefuseAnotherTransmittersRecord() {
    assertEquals("transmitter",
        assertThrows(MalformedException.class, () -> MeterRecord.decode(FULL.encode(), "other")).field());
  }

  @Test
  void shouldNameWhatIsWrongUnderAGoodChecksum() {
    assertField("magic", content -> content[0] = 'X');
    assertField("magic", content -> content[4] = 2);
    assertField("wall time", content -> content[21] = (byte) 0x80);
    assertField("sub-bands", content -> content[29] = 17);
    assertField("to", content -> content[34] = 0);
    assertField("aged", content -> content[42] = 63);
    assertField("age", content -> content[51] = (byte) 0xff);
    assertField("meter record", content -> content[29] = 1);
  }

  @Test
  void shouldBeSmall() {
    List<MeterRecord.Spent> spent = new ArrayList<>();
    for (int band = 0; band < MeterRecord.MAX_SUB_BANDS; band++) {
      List<MeterRecord.Aged> aged = new ArrayList<>();
      for (int index = 0; index < MeterRecord.MAX_AGED; index++) {
        aged.add(new MeterRecord.Aged(3_720_000 - index * 60_000, 1));
      }
      spent.add(new MeterRecord.Spent(band, band + 1, 1, aged));
    }
    MeterRecord largest = new MeterRecord("x".repeat(128), 1, spent);
    assertEquals(8_292, largest.encode().length());
    assertEquals(largest, MeterRecord.decode(largest.encode(), "x".repeat(128)));
    assertFalse(MeterRecord.fits("x".repeat(129)));
  }

  @Test
  void shouldRefuseOnlyWithMalformed() {
    Entropy entropy = new SeededEntropy(20_261_121);
    Bytes valid = FULL.encode();
    for (int round = 0; round < INPUTS; round++) {
      byte[] content = valid.slice(0, valid.length() - 4).toArray();
      for (int flips = entropy.nextInt(4); flips >= 0; flips--) {
        content[entropy.nextInt(content.length)] = (byte) entropy.nextLong();
      }
      Bytes record = sealed(Bytes.copyOf(content).slice(0,
          entropy.chance(0.2) ? entropy.nextInt(content.length + 1) : content.length));
      try {
        assertEquals(record, MeterRecord.decode(record, ID).encode());
      } catch (MalformedException expected) {
        assertFalse(expected.field().isEmpty());
      }
    }
  }

  private interface Damage {
    void to(byte[] content);
  }

  private static void assertField(String field, Damage damage) {
    byte[] content = FULL.encode().slice(0, FULL.encode().length() - 4).toArray();
    damage.to(content);
    assertEquals(field, assertThrows(MalformedException.class,
        () -> MeterRecord.decode(sealed(Bytes.copyOf(content)), ID)).field());
  }

  private static Bytes sealed(Bytes content) {
    return content.concat(new ByteWriter().u32(Crc32c.of(content)).toBytes());
  }
}
