package org.sheratan.edge.cli.radio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;

/**
 * Frames as a capture file (PCAP Next Generation, draft-ietf-opsawg-pcapng): one section, big-endian, an interface for
 * each link, milliseconds. On a LoRa link packets begin with the LoRaTap header (version 0, LINKTYPE_LORATAP 270), which
 * Wireshark knows; on others they are bare (LINKTYPE_USER0 147).
 */
final class PcapngWriter {
  static final int LINKTYPE_USER0 = 147;
  static final int LINKTYPE_LORATAP = 270;
  static final int LORATAP_BYTES = 15;

  private static final long SECTION_BLOCK = 0x0a0d0d0aL;
  private static final long BYTE_ORDER = 0x1a2b3c4dL;
  private static final int INTERFACE_BLOCK = 1;
  private static final int PACKET_BLOCK = 6;
  private static final int OPTION_END = 0;
  private static final int OPTION_NAME = 2;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_FLAGS = 2;
  private static final int MILLISECONDS = 3;
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;
  private static final int BANDWIDTH_STEP_HZ = 125_000;
  private static final int RSSI_OFFSET = 139;
  private static final int NOT_AVAILABLE = 255;
  private static final int SYNC_WORD = 0x12;

  private final OutputStream out;
  private final SortedMap<String, Integer> interfaces = new TreeMap<>();
  private long bytes;

  /** What a LoRa receiver was tuned to, and how it heard the packet; without a signal for one that was sent. */
  record Tuned(long frequencyHz, int bandwidthHz, int spreadingFactor, Optional<Integer> rssiDbm,
      Optional<Double> snrDb) {}

  PcapngWriter(OutputStream out) throws IOException {
    this.out = out;
    block(SECTION_BLOCK, new ByteWriter().u32(BYTE_ORDER).u16(1).u16(0).u32(0xffff_ffffL).u32(0xffff_ffffL));
    out.flush();
  }

  /** How long the file is by now. */
  long bytes() {
    return bytes;
  }

  /**
   * Writes whole blocks at once, so that a capture that is broken off can be read.
   *
   * @param wallMs since 1970, as the node's clock had it
   */
  void packet(String link, long wallMs, boolean sent, Optional<Tuned> tuned, Bytes frame) throws IOException {
    int number = number(link, tuned.isPresent());
    Bytes content = tuned.map(PcapngWriter::loraTap).orElse(Bytes.EMPTY).concat(frame);
    ByteWriter body = new ByteWriter().u32(number).u32(wallMs >>> 32).u32(wallMs & 0xffff_ffffL)
        .u32(content.length()).u32(content.length()).bytes(padded(content));
    body.u16(OPTION_FLAGS).u16(4).u32(sent ? OUTBOUND : INBOUND);
    block(PACKET_BLOCK, body.u16(OPTION_END).u16(0));
    out.flush();
  }

  private int number(String link, boolean lora) throws IOException {
    // A link that could not tell its settings at first gets a second interface.
    String name = link + (lora ? "" : " (bare)");
    Integer known = interfaces.get(name);
    if (known != null) {
      return known;
    }
    Bytes text = Bytes.copyOf(name.getBytes(StandardCharsets.UTF_8));
    ByteWriter body = new ByteWriter().u16(lora ? LINKTYPE_LORATAP : LINKTYPE_USER0).u16(0).u32(0)
        .u16(OPTION_NAME).u16(text.length()).bytes(padded(text))
        .u16(OPTION_RESOLUTION).u16(1).bytes(padded(Bytes.copyOf(new byte[]{MILLISECONDS})));
    block(INTERFACE_BLOCK, body.u16(OPTION_END).u16(0));
    interfaces.put(name, interfaces.size());
    return interfaces.get(name);
  }

  /** RSSI as Wireshark reads it, −139 dBm and so many; 255 is "not available", as for what was sent. */
  private static Bytes loraTap(Tuned tuned) {
    double snrDb = tuned.snrDb().orElse(0.0);
    int rssi = tuned.rssiDbm().map(dbm -> Math.clamp(dbm + RSSI_OFFSET, 0, NOT_AVAILABLE - 1))
        .orElse(NOT_AVAILABLE);
    return new ByteWriter(LORATAP_BYTES).u8(0).u8(0).u16(LORATAP_BYTES).u32(tuned.frequencyHz())
        .u8(Math.clamp(tuned.bandwidthHz() / BANDWIDTH_STEP_HZ, 0, 255)).u8(tuned.spreadingFactor())
        .u8(rssi).u8(NOT_AVAILABLE).u8(NOT_AVAILABLE).u8((int) Math.round(snrDb * 4) & 0xff).u8(SYNC_WORD)
        .toBytes();
  }

  private void block(long type, ByteWriter body) throws IOException {
    long length = body.length() + 12L;
    bytes += length;
    out.write(new ByteWriter().u32(type).u32(length).bytes(body.toBytes()).u32(length).toBytes().toArray());
  }

  private static Bytes padded(Bytes bytes) {
    return bytes.concat(Bytes.copyOf(new byte[(4 - bytes.length() % 4) % 4]));
  }
}
