package org.sheratan.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Crc32cTest {
  /** RFC 3720, appendix B.4, whose bytes go least significant first; and the check value of CRC catalogs. */
  @Test
  void shouldBeThatOfTheRfc() {
    assertEquals(0x8a9136aaL, Crc32c.of(Bytes.copyOf(new byte[32])));
    assertEquals(0x62a8ab43L, Crc32c.of(Bytes.hex("ff".repeat(32))));
    assertEquals(0xe3069283L, Crc32c.of(Bytes.utf8("123456789")));
  }

  @Test
  void shouldNotDependOnHowTheContentIsCut() {
    assertEquals(0xe3069283L, Crc32c.of(Bytes.utf8("1234"), Bytes.EMPTY, Bytes.utf8("56789")));
    assertEquals(0, Crc32c.of());
  }
}
