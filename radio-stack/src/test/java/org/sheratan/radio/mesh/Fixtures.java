package org.sheratan.radio.mesh;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;

/** Ids, links and bytes for tests. */
final class Fixtures {
  static final LinkProfile UDP = new LinkProfile("udp", 1200, 20, 10_000_000, false, true);
  static final LinkProfile RADIO = new LinkProfile("air", 255, 400, 5_000, true, false);
  /** SF8 in a sub-band of 10 %. */
  static final LinkProfile LORA = new LinkProfile("lora0", 255, 552, 2_696, true, false, 100);

  private Fixtures() {}

  static NodeId id(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    key[31] = 1;
    return new NodeId(Bytes.copyOf(key));
  }

  static Bytes bytes(Entropy entropy, int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) entropy.nextInt(256);
    }
    return Bytes.copyOf(bytes);
  }

  static SecureRandomness keys(Entropy entropy) {
    return length -> bytes(entropy, length);
  }

  static MeshTurn turn() {
    return new MeshTurn(new SeededEntropy(1), Now.monotonic(0));
  }

  /** A link that goes nowhere. */
  static Link deadLink(LinkProfile profile) {
    return new Link() {
      @Override
      public LinkProfile profile() {
        return profile;
      }

      @Override
      public void send(LinkEndpoint to, Bytes frame) {}
    };
  }
}
