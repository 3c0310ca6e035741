package org.sheratan.radio.fragment;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.MalformedException;

/**
 * How much a receiver still lacks of the first unfinished generation of a transfer. Which pieces does not matter:
 * every one that it does not hold helps as much as any other.
 *
 * <pre>
 * 0  3  transfer id
 * 3  1  generation; all earlier ones are complete
 * 4  1  pieces missing, 1..64
 * </pre>
 */
public record FragmentReport(int transfer, int generation, int missing) {
  public void encode(ByteWriter writer) {
    writer.u8(transfer >>> 16).u16(transfer & 0xffff).u8(generation).u8(missing);
  }

  public static FragmentReport decode(ByteReader reader) {
    int transfer = Fragment.decodeTransfer(reader);
    int generation = reader.u8("generation");
    int missing = reader.u8("missing");
    if (generation >= FragmentLimits.MAX_GENERATIONS) {
      throw new MalformedException("generation", reader.offset() - 2, generation + " exceeds the largest");
    }
    if (missing == 0 || missing > FragmentLimits.GENERATION) {
      throw new MalformedException("missing", reader.offset() - 1, missing + " is not 1..64");
    }
    return new FragmentReport(transfer, generation, missing);
  }
}
