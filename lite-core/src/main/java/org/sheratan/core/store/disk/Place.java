package org.sheratan.core.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

import org.sheratan.kernel.Bytes;

/**
 * Where a data folder is, as far as that can be told: which machine, which card or disk. Kept as hashes, for a machine
 * id must not leave its file (machine-id(5)). Zeros where nothing is known, which is then no reason to doubt.
 *
 * @param machine hash of {@code /etc/machine-id} and the board's serial number
 * @param medium hash of the card's or disk's own number
 */
record Place(Bytes machine, Bytes medium) {
  static final int HASH_BYTES = 8;
  static final Bytes UNKNOWN = Bytes.copyOf(new byte[HASH_BYTES]);
  private static final int MAX_BYTES = 256;
  private static final int MINOR_BITS = 8;

  /**
   * @param system the root of the file system, which tells of the machine
   * @param folder must exist
   */
  static Place of(Path system, Path folder) throws IOException {
    String machine = line(system.resolve("etc/machine-id"))
        + line(system.resolve("proc/device-tree/serial-number"));
    return new Place(hash("machine", machine), hash("medium", serial(system, device(folder))));
  }

  /** What is otherwise than {@code earlier}; empty when nothing is. */
  String otherThan(Place earlier) {
    if (differs(machine, earlier.machine())) {
      return "copied or moved from another machine";
    }
    return differs(medium, earlier.medium()) ? "copied or moved from another card or disk" : "";
  }

  /** A short name for {@code value} that does not tell it; zeros for an empty one. */
  static Bytes hash(String kind, String value) {
    if (value.isEmpty()) {
      return UNKNOWN;
    }
    try {
      Bytes named = Bytes.utf8("sheratan/place/1 " + kind + " " + value);
      return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(named.toArray()), 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static boolean differs(Bytes here, Bytes there) {
    return !here.equals(there) && !here.equals(UNKNOWN) && !there.equals(UNKNOWN);
  }

  /** {@code major:minor} of the device under {@code folder}, empty on other systems; as Linux encodes them in st_dev (makedev(3)). */
  private static String device(Path folder) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return "";
    }
    long number = (Long) Files.getAttribute(folder, "unix:dev");
    long major = number >>> MINOR_BITS & 0xfff | number >>> 32 & ~0xfffL;
    long minor = number & 0xff | number >>> 12 & ~0xffL;
    return major + ":" + minor;
  }

  /** A partition's device stands in the folder of its disk. */
  private static String serial(Path system, String device) throws IOException {
    if (device.isEmpty()) {
      return "";
    }
    Path link = system.resolve("sys/dev/block").resolve(device);
    if (!Files.exists(link)) {
      return "";
    }
    Path block = link.toRealPath();
    for (Path each : List.of(block, block.getParent())) {
      for (String name : List.of("device/cid", "device/serial", "device/wwid", "serial")) {
        String serial = line(each.resolve(name));
        if (!serial.isEmpty()) {
          return serial;
        }
      }
    }
    return "";
  }

  /** Empty when nobody may read it or it is not there: unknown. */
  private static String line(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Bytes.copyOf(in.readNBytes(MAX_BYTES)).toUtf8().replace("\0", "").strip();
    } catch (IOException absentOrClosed) {
      // A door we may not open tells as much as none.
      return "";
    }
  }
}
