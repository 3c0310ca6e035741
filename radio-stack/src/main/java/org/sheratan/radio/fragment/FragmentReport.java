package org.sheratan.radio.fragment;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;

/**
 * What a receiver still lacks of the first unfinished generation of a transfer.
 *
 * <pre>
 * 0  4  transfer id
 * 4  v  generation; all earlier ones are complete
 * .  8  missing bitmap, lowest bit = first fragment of the generation
 * </pre>
 */
public record FragmentReport(long transfer, int generation, long missing) {
  public void encode(ByteWriter writer) {
    writer.u32(transfer).varint(generation).u64(missing);
  }

  public static FragmentReport decode(ByteReader reader) {
    return new FragmentReport(reader.u32("transfer"),
        (int) reader.varint("generation", FragmentLimits.MAX_GENERATIONS - 1), reader.u64("missing bitmap"));
  }
}
