package org.sheratan.radio.ether;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.MalformedException;
import org.sheratan.radio.air.LoraModulation;

/**
 * How a transmission reaches simulated airwaves in another process. Their clocks are not compared: the datagram
 * carries how long ago the preamble began. Byte table: docs/simulation.md.
 *
 * @param origin tells the sending process from others; receivers drop what carries their own
 */
public record AirDatagram(long origin, AirFrame sent) {
  public static final int MAX_BYTES = 395;
  static final int MAX_STATION_BYTES = 32;
  static final int MAX_TRANSMITTER_BYTES = 64;
  private static final int MAX_FRAME_BYTES = 255;
  /** "SHR". */
  private static final int MAGIC = 0x534852;
  private static final int VERSION = 1;
  private static final int CENTIMETERS = 100;
  private static final int TENTHS = 10;
  private static final int MAX_POWER_TENTHS_DBM = 500;
  private static final long LOWEST_FREQUENCY_HZ = 100_000_000L;
  private static final long HIGHEST_FREQUENCY_HZ = 3_000_000_000L;

  /** @param nowMicros in the time of {@link AirFrame#startMicros} */
  public Bytes encode(long nowMicros) {
    Tuning tuning = sent.tuning();
    LoraModulation modulation = tuning.modulation();
    Check.that(nowMicros >= sent.startMicros(), "a transmission is carried after it began");
    return new ByteWriter(MAX_BYTES).u8(MAGIC >>> 16).u16(MAGIC & 0xffff).u8(VERSION)
        .u64(origin).u32(nowMicros - sent.startMicros())
        .u32(centimeters(sent.position().eastMeters())).u32(centimeters(sent.position().northMeters()))
        .u16((int) Math.round(sent.powerDbm() * TENTHS) & 0xffff).u32(tuning.frequencyHz())
        .u8(modulation.spreadingFactor()).u32(modulation.bandwidthHz()).u8(modulation.codingRate())
        .u16(modulation.preambleSymbols()).u8(tuning.syncWord()).u8(tuning.invertedIq() ? 1 : 0)
        .text(sent.station()).text(sent.transmitter()).lengthPrefixed(sent.frame()).toBytes();
  }

  /**
   * @param nowMicros of the receiving airwaves
   * @throws MalformedException for anything {@link #encode} does not write
   */
  public static AirDatagram decode(Bytes datagram, long nowMicros) {
    ByteReader reader = new ByteReader(datagram);
    if ((reader.u8("magic") << 16 | reader.u16("magic")) != MAGIC) {
      throw new MalformedException("magic", 0, "not a transmission");
    }
    within(reader, "version", 1, VERSION, VERSION);
    long origin = reader.u64("origin");
    long startMicros = nowMicros - reader.u32("age");
    Position position = new Position(meters(reader.u32("east")), meters(reader.u32("north")));
    double powerDbm = powerDbm(reader);
    Tuning tuning = tuning(reader);
    String station = name(reader, "station", MAX_STATION_BYTES);
    String transmitter = name(reader, "transmitter", MAX_TRANSMITTER_BYTES);
    int frameOffset = reader.offset();
    Bytes frame = reader.lengthPrefixed("frame", MAX_FRAME_BYTES);
    notEmpty("frame", frameOffset, frame.length());
    reader.end("datagram");
    return new AirDatagram(origin,
        new AirFrame(station, transmitter, position, tuning, powerDbm, startMicros, frame));
  }

  private static Tuning tuning(ByteReader reader) {
    long frequencyHz = within(reader, "frequency", 4, LOWEST_FREQUENCY_HZ, HIGHEST_FREQUENCY_HZ);
    int spreadingFactor = (int) within(reader, "spreading factor", 1, 5, 12);
    int bandwidthHz = (int) within(reader, "bandwidth", 4, 7_800, 500_000);
    int codingRate = (int) within(reader, "coding rate", 1, 5, 8);
    int preambleSymbols = (int) within(reader, "preamble", 2, 6, 65_535);
    int syncWord = reader.u8("sync word");
    boolean invertedIq = within(reader, "inverted", 1, 0, 1) == 1;
    return new Tuning(frequencyHz,
        new LoraModulation(spreadingFactor, bandwidthHz, codingRate, preambleSymbols), syncWord, invertedIq);
  }

  private static String name(ByteReader reader, String field, int maxBytes) {
    int offset = reader.offset();
    String name = reader.text(field, maxBytes);
    notEmpty(field, offset, name.length());
    return name;
  }

  private static void notEmpty(String field, int offset, int length) {
    if (length == 0) {
      throw new MalformedException(field, offset, "empty");
    }
  }

  private static double powerDbm(ByteReader reader) {
    int offset = reader.offset();
    int tenths = (short) reader.u16("power");
    if (Math.abs(tenths) > MAX_POWER_TENTHS_DBM) {
      throw new MalformedException("power", offset, tenths + " tenths of a dBm");
    }
    return tenths / (double) TENTHS;
  }

  private static long within(ByteReader reader, String field, int bytes, long from, long to) {
    int offset = reader.offset();
    long value = 0;
    for (int index = 0; index < bytes; index++) {
      value = value << 8 | reader.u8(field);
    }
    if (value < from || value > to) {
      throw new MalformedException(field, offset, value + ", allowed " + from + ".." + to);
    }
    return value;
  }

  private static long centimeters(double meters) {
    long rounded = Math.round(meters * CENTIMETERS);
    Check.that(rounded == (int) rounded, "a station stands within 21,000 km");
    return rounded & 0xffff_ffffL;
  }

  private static double meters(long centimeters) {
    return (int) centimeters / (double) CENTIMETERS;
  }
}
