package org.sheratan.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
    assertEquals(534, figures.get("job.40+40.signed.airtime"), 1);
    assertEquals(4, figures.get("job.full.frames"), "each message answers the one before it");
  }

  @Test
  void shouldChargeWhatAModemAdds() {
    Map<String, Double> figures = new TreeMap<>();
    FrameBench.sizes().forEach(figure -> figures.put(figure.name(), figure.value()));
    assertEquals(110, figures.get("job.40+40.rnode"));
    assertEquals(2 * (18 - 8 + 5) * 2.048,
        figures.get("job.40+40.rnode.airtime") - figures.get("job.40+40.airtime"),
        0.1, "its preamble, and a 55th byte, which begins the next five symbols");
  }

  @Test
  void shouldCountThePeersAsTheirFormatsSay() {
    assertEquals(List.of(54, 54), MeshCoreBytes.REQUEST.frameBytes());
    assertEquals(468, MeshCoreBytes.REQUEST.ownAirtimeMs(), 0.5);
    assertEquals(List.of(58, 56), InternetBytes.OSCORE.frameBytes());
    assertEquals(List.of(76, 29, 79, 29), MeshtasticBytes.DIRECT.frameBytes());
    assertEquals(815, MeshtasticBytes.DIRECT.ownAirtimeMs(), 0.5);
    assertEquals(263, MeshtasticBytes.SIGNED.bytes());
    assertEquals(802, MeshtasticBytes.SIGNED.ownAirtimeMs(), 0.5);
    assertEquals(274, InternetBytes.COSE.bytes());
    assertEquals(398, InternetBytes.BUNDLES.bytes());
    assertEquals(List.of(148, 84, 148, 84), ReticulumBytes.PACKETS.frameBytes());
    assertEquals(1477, ReticulumBytes.PACKETS.ownAirtimeMs(), 0.5);
    assertEquals(656, ReticulumBytes.LXMF.bytes());
    assertEquals(1968, ReticulumBytes.LXMF.ownAirtimeMs(), 0.5);
    assertEquals(167, ReticulumBytes.ANNOUNCE_BYTES);
    JobRows.PEERS.forEach(peer -> assertTrue(peer.airtimeMs(8) <= peer.ownAirtimeMs(), peer::name));
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
