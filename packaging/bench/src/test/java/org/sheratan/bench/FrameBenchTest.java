package org.sheratan.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class FrameBenchTest {
  @Test
  void shouldStayWithinTheSizesTheProtocolIsBuiltTo() {
    Map<String, Double> figures = new TreeMap<>();
    FrameBench.sizes().forEach(figure -> figures.put(figure.name(), figure.value()));
    assertTrue(figures.get("overhead.one-hop") <= 14, figures::toString);
    assertTrue(figures.get("overhead.multi-hop") <= 28, figures::toString);
    assertTrue(figures.get("announce") <= 120, figures::toString);
    assertEquals(108, figures.get("job.40+40"));
    assertEquals(2, figures.get("job.40+40.frames"));
    assertEquals(172, figures.get("job.40+40.signed"));
    assertEquals(370, figures.get("job.40+40.airtime"), 1);
    assertTrue(figures.get("job.full") > 172, figures::toString);
  }

  @Test
  void shouldKnowTheAirtimeOfLora() {
    assertEquals(92.7, LoraAirtime.SF8.ms(16), 0.05);
    assertEquals(379.4, LoraAirtime.SF8.ms(128), 0.05);
    assertEquals(205.8, new LoraAirtime(9, 125_000, 1, 8).ms(24), 0.05);
    assertEquals(9019.4, new LoraAirtime(12, 125_000, 1, 8).ms(255), 0.05);
  }

  @Test
  void shouldCompareCiphersThatWork() {
    byte[] nonce = new byte[FrameSeal.NONCE_BYTES];
    byte[] header = {1, 2, 3};
    byte[] plaintext = {4, 5, 6, 7};
    for (FrameSeal seal : new FrameSeal[]{new CcmSeal(new byte[16]),
        new ChaChaSeal(new byte[32], new byte[32])}) {
      byte[] sealed = seal.seal(nonce, header, plaintext);
      assertEquals(plaintext.length + FrameSeal.TAG_BYTES, sealed.length);
      assertArrayEquals(plaintext, seal.open(nonce, header, sealed));
      sealed[0] ^= 1;
      assertThrows(IllegalStateException.class, () -> seal.open(nonce, header, sealed));
    }
  }
}
