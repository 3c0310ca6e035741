package org.sheratan.core.tool.local;

import org.sheratan.kernel.ByteReader;
import org.sheratan.kernel.ByteWriter;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * How far the hash of a tree has come, in the middle of a file: the checkpoint of hash_files.
 *
 * <pre>
 * version 1 = 1, files done varint, bytes done varint, print 32, hash of the tree, hash of the file under way
 * </pre>
 *
 * For the hashes see {@link RunningHash#save}.
 *
 * @param files before the one under way
 * @param bytes of all of them, and of what was read of that one
 * @param print over path, length and time of change of each of them, and of that one
 */
record HashPoint(int files, long bytes, Bytes print, RunningHash tree, RunningHash file) {
  static final int PRINT_BYTES = 32;
  private static final int VERSION = 1;

  Bytes encode() {
    ByteWriter out = new ByteWriter(256).u8(VERSION).varint(files).varint(bytes).bytes(print);
    tree.save(out);
    file.save(out);
    return out.toBytes();
  }

  /** @throws MalformedException naming the field */
  static HashPoint decode(Bytes checkpoint) {
    ByteReader in = new ByteReader(checkpoint);
    int version = in.u8("version");
    if (version != VERSION) {
      throw new MalformedException("version", 0, "expected " + VERSION + ", found " + version);
    }
    int files = (int) in.varint("files", Integer.MAX_VALUE - 1);
    long bytes = in.varint("bytes", Long.MAX_VALUE);
    Bytes print = in.bytes("print", PRINT_BYTES);
    HashPoint point = new HashPoint(files, bytes, print, RunningHash.restore(in), RunningHash.restore(in));
    in.end("checkpoint");
    if (point.file.count() > bytes) {
      throw new MalformedException("bytes", 0, "less than of one file");
    }
    return point;
  }
}
