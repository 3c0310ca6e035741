package org.sheratan.radio.fragment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class FragmentTest {
  @Test
  void shouldEncodeAsDocumented() {
    Fragment fragment = new Fragment(0x123456, 5, true, true, 64, 200, Bytes.hex("aabb"));
    assertEquals("123456" + "c5" + "40" + "c8" + "aabb", fragment.encode().toHex());
    assertEquals(fragment, Fragment.decode(new ByteReader(fragment.encode())));
    Fragment plain = new Fragment(1, 0, false, false, 1, 0, Bytes.hex("00"));
    assertEquals("000001" + "00" + "01" + "00" + "00", plain.encode().toHex());
    assertEquals(plain, Fragment.decode(new ByteReader(plain.encode())));
  }

  @Test
  void shouldEncodeReportsAsDocumented() {
    FragmentReport report = new FragmentReport(0x123456, 63, 64);
    ByteWriter writer = new ByteWriter();
    report.encode(writer);
    assertEquals("123456" + "3f" + "40", writer.toBytes().toHex());
    assertEquals(report, FragmentReport.decode(new ByteReader(writer.toBytes())));
  }

  @Test
  void shouldRefuseMalformedFragmentsAndReports() {
    for (String hex : List.of("", "000001", "0000010001", "000001000100", "000001000000aa",
        "000001004100aa")) {
      assertThrows(MalformedException.class, () -> Fragment.decode(new ByteReader(Bytes.hex(hex))), hex);
    }
    for (String hex : List.of("", "00000100", "0000014001", "0000010000", "0000010041")) {
      assertThrows(MalformedException.class, () -> FragmentReport.decode(new ByteReader(Bytes.hex(hex))),
          hex);
    }
  }

  @Test
  void shouldOnlyThrowMalformedOnRandomInput() {
    Entropy entropy = new SeededEntropy(77);
    Reassembly in = new Reassembly();
    long inputs = Long.getLong("sheratan.fuzz", 300_000);
    Bytes valid = new Fragment(1, 3, false, true, 3, 2, TransferTest.content(12)).encode();
    for (long input = 0; input < inputs; input++) {
      byte[] bytes = input % 2 == 0 ? new byte[entropy.nextInt(24)] : valid.toArray();
      for (int change = input % 2 == 0 ? bytes.length : 1 + entropy.nextInt(3); change > 0; change--) {
        bytes[entropy.nextInt(bytes.length)] = (byte) entropy.nextInt(256);
      }
      try {
        in.accept(TransferTest.source(entropy.nextInt(40)),
            Fragment.decode(new ByteReader(Bytes.copyOf(bytes))),
            input, 5, FragmentLimits.IDLE_MS, false);
        FragmentReport.decode(new ByteReader(Bytes.copyOf(bytes)));
      } catch (MalformedException expected) {
        assertTrue(expected.offset() <= bytes.length);
      }
    }
    assertTrue(in.reservedBytes() <= FragmentLimits.BYTES);
  }
}
