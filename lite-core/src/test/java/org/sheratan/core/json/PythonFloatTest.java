package org.sheratan.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.SeededEntropy;

class PythonFloatTest {
  @Test
  void shouldSwitchToExponentsWherePythonDoes() {
    assertEquals("0.0001", PythonFloat.repr(1e-4));
    assertEquals("9.999e-05", PythonFloat.repr(9.999e-5));
    assertEquals("1e-05", PythonFloat.repr(1e-5));
    assertEquals("123456789012345.6", PythonFloat.repr(123456789012345.6));
    assertEquals("9999999999999998.0", PythonFloat.repr(9999999999999998.0));
    assertEquals("1e+16", PythonFloat.repr(1e16));
    assertEquals("1.5e+300", PythonFloat.repr(1.5e300));
    assertEquals("1e-100", PythonFloat.repr(1e-100));
    assertEquals("1.7976931348623157e+308", PythonFloat.repr(Double.MAX_VALUE));
    assertEquals("2.2250738585072014e-308", PythonFloat.repr(Double.MIN_NORMAL));
  }

  @Test
  void shouldUseOneDigitWhereOneWillDo() {
    assertEquals("5e-324", PythonFloat.repr(4.9E-324));
    assertEquals("1e-323", PythonFloat.repr(9.9E-324));
    assertEquals("1.5e-323", PythonFloat.repr(1.5E-323));
    assertEquals("2e-323", PythonFloat.repr(2.0E-323));
    assertEquals("2e+23", PythonFloat.repr(2.0E23));
    assertEquals("0.3", PythonFloat.repr(0.3));
    assertEquals("20.0", PythonFloat.repr(20));
    assertEquals("-0.5", PythonFloat.repr(-0.5));
  }

  @Test
  void shouldReadBackAsTheSameDouble() {
    SeededEntropy entropy = new SeededEntropy(6);
    for (int round = 0; round < 100_000; round++) {
      double value = Double.longBitsToDouble(entropy.nextLong());
      if (Double.isFinite(value)) {
        String text = PythonFloat.repr(value);
        assertEquals(value, Double.parseDouble(text), text);
        assertTrue(text.length() <= 24, text);
      }
    }
  }
}
