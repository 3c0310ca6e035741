package org.sheratan.radio.link.lora.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the EEPROM of the plugged board says, as the firmware put it into the device tree (Raspberry Pi HAT
 * specification). Cut and made printable: anybody can write into an EEPROM.
 *
 * @param product such as {@code MESHADV-PI}
 * @param vendor empty when it says none
 * @param uuid of this piece; empty when it says none
 */
public record Hat(String product, String vendor, String uuid) {
  /** Where Linux shows it. */
  public static final Path DEVICE_TREE = Path.of("/proc/device-tree/hat");
  private static final int MAX_BYTES = 128;

  /** Absent when no board, or one without an EEPROM, is plugged in. */
  public static Optional<Hat> read(Path folder) {
    String product = text(folder.resolve("product"));
    return product.isEmpty()
        ? Optional.empty()
        : Optional.of(new Hat(product, text(folder.resolve("vendor")), text(folder.resolve("uuid"))));
  }

  private static String text(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      String text = new String(bytes.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      return (end < 0 ? text : text.substring(0, end)).replaceAll("\\p{Cntrl}", "?").strip();
    } catch (IOException absent) {
      return "";
    }
  }
}
