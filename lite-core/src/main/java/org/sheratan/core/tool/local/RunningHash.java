package org.sheratan.core.tool.local;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * SHA-256 (FIPS 180-4) whose state can be written down and gone on from in another process, which the JDK's cannot. Where the
 * machine has instructions for SHA-256 it is several times slower than the JDK's; the tools' share of I/O is slower still.
 */
final class RunningHash {
  private static final int BLOCK_BYTES = 64;
  private static final int WORDS = 8;
  private static final int ROUNDS = 64;
  private static final int LENGTH_BYTES = 8;
  private static final int BITS = 8;
  private static final int[] START = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
      0x1f83d9ab, 0x5be0cd19};
  private static final int[] CONSTANTS = {0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b,
      0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74,
      0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
      0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3,
      0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354,
      0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
      0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3,
      0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa,
      0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

  private final int[] words;
  private final int[] schedule = new int[ROUNDS];
  private final byte[] block = new byte[BLOCK_BYTES];
  private long count;

  RunningHash() {
    this.words = START.clone();
  }

  private RunningHash(int[] words, long count) {
    this.words = words;
    this.count = count;
  }

  /** Bytes hashed so far. */
  long count() {
    return count;
  }

  void update(byte[] bytes, int length) {
    int from = 0;
    while (from < length) {
      int held = (int) (count % BLOCK_BYTES);
      int taken = Math.min(BLOCK_BYTES - held, length - from);
      System.arraycopy(bytes, from, block, held, taken);
      from += taken;
      count += taken;
      if (held + taken == BLOCK_BYTES) {
        compress();
      }
    }
  }

  void update(Bytes bytes) {
    update(bytes.toArray(), bytes.length());
  }

  /** Ends it. */
  Bytes digest() {
    long bits = count * BITS;
    int held = (int) (count % BLOCK_BYTES);
    int padding = (held < BLOCK_BYTES - LENGTH_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES) - LENGTH_BYTES - held;
    byte[] end = new byte[padding];
    end[0] = (byte) 0x80;
    update(end, padding);
    update(new ByteWriter().u64(bits).toBytes());
    ByteWriter out = new ByteWriter();
    for (int word : words) {
      out.u32(Integer.toUnsignedLong(word));
    }
    return out.toBytes();
  }

  /** One that goes on from here by itself. */
  RunningHash copy() {
    RunningHash copy = new RunningHash(words.clone(), count);
    System.arraycopy(block, 0, copy.block, 0, BLOCK_BYTES);
    return copy;
  }

  /** {@code bytes hashed varint, eight words of 4, what of the last block has come}. */
  void save(ByteWriter out) {
    out.varint(count);
    for (int word : words) {
      out.u32(Integer.toUnsignedLong(word));
    }
    out.bytes(Bytes.copyOf(block, 0, (int) (count % BLOCK_BYTES)));
  }

  /** @throws MalformedException when it ends too early */
  static RunningHash restore(ByteReader in) {
    long count = in.varint("bytes hashed", Long.MAX_VALUE / BITS);
    int[] words = new int[WORDS];
    for (int index = 0; index < WORDS; index++) {
      words[index] = (int) in.u32("hash");
    }
    RunningHash hash = new RunningHash(words, count);
    in.bytes("rest of a block", (int) (count % BLOCK_BYTES)).copyTo(hash.block, 0);
    return hash;
  }

  private void compress() {
    for (int t = 0; t < 16; t++) {
      schedule[t] = block[4 * t] << 24 | (block[4 * t + 1] & 0xff) << 16 | (block[4 * t + 2] & 0xff) << 8
          | block[4 * t + 3] & 0xff;
    }
    for (int t = 16; t < ROUNDS; t++) {
      int near = schedule[t - 2];
      int far = schedule[t - 15];
      schedule[t] = schedule[t - 16] + schedule[t - 7]
          + (Integer.rotateRight(near, 17) ^ Integer.rotateRight(near, 19) ^ near >>> 10)
          + (Integer.rotateRight(far, 7) ^ Integer.rotateRight(far, 18) ^ far >>> 3);
    }
    int a = words[0];
    int b = words[1];
    int c = words[2];
    int d = words[3];
    int e = words[4];
    int f = words[5];
    int g = words[6];
    int h = words[7];
    for (int t = 0; t < ROUNDS; t++) {
      int first = h + (Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25))
          + (e & f ^ ~e & g) + CONSTANTS[t] + schedule[t];
      int second = (Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22))
          + (a & b ^ a & c ^ b & c);
      h = g;
      g = f;
      f = e;
      e = d + first;
      d = c;
      c = b;
      b = a;
      a = first + second;
    }
    int[] after = {a, b, c, d, e, f, g, h};
    for (int index = 0; index < WORDS; index++) {
      words[index] += after[index];
    }
  }
}
