package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class ValueCodecTest {
  @Test
  void shouldKeepTheHashOfEveryValue() {
    SeededEntropy entropy = new SeededEntropy(11);
    for (int round = 0; round < 20_000; round++) {
      Json value = WireFixtures.value(entropy, 0);
      Json back = ValueCodec.decode(ValueCodec.encode(value));
      assertEquals(value, back);
      assertEquals(CanonicalJson.text(value), CanonicalJson.text(back));
    }
  }

  @Test
  void shouldUseTheExamplesOfRfc8949() {
    assertForm("00", "0");
    assertForm("17", "23");
    assertForm("1818", "24");
    assertForm("1903e8", "1000");
    assertForm("1b000000e8d4a51000", "1000000000000");
    assertForm("1bffffffffffffffff", "18446744073709551615");
    assertForm("c249010000000000000000", "18446744073709551616");
    assertForm("3bffffffffffffffff", "-18446744073709551616");
    assertForm("c349010000000000000000", "-18446744073709551617");
    assertForm("20", "-1");
    assertForm("3903e7", "-1000");
    assertForm("f90000", "0.0");
    assertForm("f98000", "-0.0");
    assertForm("fb3ff199999999999a", "1.1");
    assertForm("f97bff", "65504.0");
    assertForm("fa47c35000", "100000.0");
    assertForm("fb7e37e43c8800759c", "1.0e+300");
    assertForm("f90001", "5.960464477539063e-8");
    assertForm("f4", "false");
    assertForm("f6", "null");
    assertForm("62c3bc", "\"\u00fc\"");
    assertForm("80", "[]");
    assertForm("8301820203820405", "[1,[2,3],[4,5]]");
    assertForm("a0", "{}");
    assertForm("a26161016162820203", "{\"a\":1,\"b\":[2,3]}");
  }

  @Test
  void shouldUseTheDictionaryAndTheBytesOfHex() {
    assertForm("a200f501e4", "{\"action\":\"read_file_result\",\"ok\":true}");
    assertForm("e0", "\"*\"");
    assertForm("c600", "\"followup_jobs\"");
    assertForm("d7480123456789abcdef", "\"0123456789abcdef\"");
    assertForm("7030313233343536373839616263646546", "\"0123456789abcdeF\"");
    assertForm("6e3031323334353637383961626364", "\"0123456789abcd\"");
  }

  @Test
  void shouldRefuseEverySecondForm() {
    refused("1800", "count not in shortest form");
    refused("190017", "count not in shortest form");
    refused("1a00000100", "count not in shortest form");
    refused("f97c00", "not a finite number");
    refused("f97e00", "not a finite number");
    refused("fa3f800000", "number not in shortest form");
    refused("fb3ff0000000000000", "number not in shortest form");
    refused("612a", "text not in shortest form");
    refused("7030313233343536373839616263646566", "text not in shortest form");
    refused("d74101", "too short for hexadecimal");
    refused("a1626f6b01", "dictionary word spelled out");
    refused("a2616201616101", "field names out of order");
    refused("a2616101616102", "field names out of order");
    refused("c24100", "integer of 1 bytes");
    refused("c249000000000000000001", "integer of 9 bytes");
    refused("9fff", "count not in shortest form");
    refused("4100", "bare bytes");
    refused("f7", "unknown simple value");
    refused("c000", "unknown tag");
    refused("c101", "unknown tag");
    refused("c6187f", "unknown word 127");
    refused("a118ff00", "unknown word 255");
    refused("61ff", "not UTF-8");
    refused("9affffffff", "4294967295 items in 0 bytes");
    refused("bbffffffffffffffff", "18446744073709551615 items in 0 bytes");
  }

  @Test
  void shouldNestAsDeepAsJsonMay() {
    Json value = Json.Obj.EMPTY;
    for (int depth = 1; depth < 32; depth++) {
      value = new Json.Arr(List.of(value));
    }
    assertEquals(32, ValueCodec.depth(value));
    assertEquals(value, ValueCodec.decode(ValueCodec.encode(value)));
    Bytes deeper = ValueCodec.encode(new Json.Arr(List.of(value)));
    assertEquals("nested deeper than 32",
        assertThrows(MalformedException.class, () -> ValueCodec.decode(deeper)).reason());
  }

  @Test
  void shouldHoldTheLargestIntegerThatJsonMayHave() {
    Json value = new Json.Int(BigInteger.TEN.pow(4300).subtract(BigInteger.ONE));
    assertEquals(value, ValueCodec.decode(ValueCodec.encode(value)));
    assertEquals(value, JsonReader.read(CanonicalJson.bytes(value)));
  }

  private static void assertForm(String hex, String json) {
    Json value = JsonReader.read(Bytes.utf8(json));
    assertEquals(hex, ValueCodec.encode(value).toHex(), json);
    assertEquals(value, ValueCodec.decode(Bytes.hex(hex)), json);
  }

  private static void refused(String hex, String reason) {
    assertEquals(reason,
        assertThrows(MalformedException.class, () -> ValueCodec.decode(Bytes.hex(hex)), hex).reason(), hex);
  }
}
