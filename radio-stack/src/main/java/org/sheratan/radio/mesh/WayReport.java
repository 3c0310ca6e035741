package org.sheratan.radio.mesh;

import java.util.Optional;
import java.util.OptionalInt;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.link.Signal;

/**
 * What a node said of its way to a destination; docs/protocol.md has the bytes.
 *
 * @param hops link crossings from it to the destination: 0 it is the destination, empty it knows no way
 * @param next whom it would hand a message to; there when {@code hops} is 1 or more
 * @param signal how it heard the frame that brought the question; empty where a link knows no such thing
 */
public record WayReport(OptionalInt hops, Optional<Next> next, Optional<Signal> signal) {
  /** So many bytes of a key tell nodes of one mesh apart. */
  public static final int PREFIX_BYTES = 4;

  private static final int NO_WAY = 255;
  private static final int NO_SIGNAL = 255;
  private static final long MAX_HEARD_MS = 1L << 40;
  private static final int SNR_ZERO = 128;
  private static final int SNR_STEPS = 4;

  /**
   * @param prefix the first bytes of its key
   * @param heardMs how long ago it had been heard
   */
  public record Next(Bytes prefix, long heardMs) {
    /** Whether {@code id} may be the one. */
    public boolean names(NodeId id) {
      return WayReport.prefix(id).equals(prefix);
    }
  }

  public static Bytes prefix(NodeId id) {
    return id.key().slice(0, PREFIX_BYTES);
  }

  public void encode(ByteWriter writer) {
    writer.u8(hops.orElse(NO_WAY));
    next.ifPresent(
        known -> writer.bytes(known.prefix()).varint(Math.clamp(known.heardMs(), 0, MAX_HEARD_MS)));
    writer.u8(signal.map(heard -> Math.clamp(-heard.rssiDbm(), 0, NO_SIGNAL - 1)).orElse(NO_SIGNAL));
    signal.ifPresent(
        heard -> writer.u8(Math.clamp(SNR_ZERO + Math.round(heard.snrDb() * SNR_STEPS), 0, 255)));
  }

  public static WayReport decode(ByteReader reader) {
    int hops = reader.u8("hops");
    if (hops > MeshLimits.MAX_HOPS && hops != NO_WAY) {
      throw new MalformedException("hops", reader.offset() - 1, "above " + MeshLimits.MAX_HOPS);
    }
    Optional<Next> next = hops == 0 || hops == NO_WAY
        ? Optional.empty()
        : Optional
            .of(new Next(reader.bytes("next hop", PREFIX_BYTES), reader.varint("heard", MAX_HEARD_MS)));
    int rssi = reader.u8("rssi");
    Optional<Signal> signal = rssi == NO_SIGNAL
        ? Optional.empty()
        : Optional.of(new Signal(-rssi, (reader.u8("snr") - SNR_ZERO) / (double) SNR_STEPS));
    return new WayReport(hops == NO_WAY ? OptionalInt.empty() : OptionalInt.of(hops), next, signal);
  }
}
