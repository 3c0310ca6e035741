package org.sheratan.radio.mesh.engine;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.NodeId;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.kernel.SeededEntropy;
import org.sheratan.radio.frame.Announce;
import org.sheratan.radio.frame.AnnounceFrame;
import org.sheratan.radio.frame.CapabilityFilter;
import org.sheratan.radio.frame.Limits;
import org.sheratan.radio.link.Link;
import org.sheratan.radio.link.LinkEndpoint;
import org.sheratan.radio.link.LinkProfile;
import org.sheratan.radio.mesh.neighbor.MeshTurn;

/** Ids, links and bytes for tests. */
public final class Fixtures {
  public static final LinkProfile UDP = new LinkProfile("udp", 1200, 20, 10_000_000, false, true);
  public static final LinkProfile RADIO = new LinkProfile("air", 255, 400, 5_000, true, false);
  /** SF8 in a sub-band of 10 %. */
  public static final LinkProfile LORA = new LinkProfile("lora0", 255, 552, 2_696, true, false, 100);

  private Fixtures() {}

  public static NodeId id(int number) {
    byte[] key = new byte[NodeId.LENGTH];
    key[0] = (byte) number;
    key[31] = 1;
    return new NodeId(Bytes.copyOf(key));
  }

  /** Of a node with that hint, whom {@code number} tells from others; nobody signed it. */
  public static AnnounceFrame announce(int hint, int number, String signatureByte) {
    NodeId id = new NodeId(
        new ByteWriter().u16(hint).u32(number).bytes(Bytes.hex("00".repeat(NodeId.LENGTH - 6)))
            .toBytes());
    return new AnnounceFrame(0, Limits.MAX_HOPS, hint,
        new Announce(id, 1, 1, new CapabilityFilter(0), 0, Announce.NO_CARD),
        Bytes.hex(signatureByte.repeat(Limits.SIGNATURE_BYTES)), Bytes.EMPTY);
  }

  public static Bytes bytes(Entropy entropy, int length) {
    byte[] bytes = new byte[length];
    for (int index = 0; index < length; index++) {
      bytes[index] = (byte) entropy.nextInt(256);
    }
    return Bytes.copyOf(bytes);
  }

  public static SecureRandomness keys(Entropy entropy) {
    return length -> bytes(entropy, length);
  }

  public static MeshTurn turn() {
    return new MeshTurn(new SeededEntropy(1), Now.monotonic(0));
  }

  /** A link that goes nowhere. */
  public static Link deadLink(LinkProfile profile) {
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
