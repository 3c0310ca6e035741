package org.sheratan.edge.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A machine's files as Linux shows them ({@code /proc}, {@code /sys}, {@code /etc}), or a made-up tree like them. What is
 * not there or closed, or has a name that another system does not allow, is empty.
 *
 * @param root {@code /}, except in tests
 */
record SystemTree(Path root) {
  private static final int MAX_BYTES = 1 << 20;

  /** @param absolute such as {@code /dev/spidev0.0} */
  Path at(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  boolean has(String absolute) {
    try {
      return Files.exists(at(absolute));
    } catch (InvalidPathException otherSystem) {
      return false;
    }
  }

  /** Where links lead, such as from {@code /dev/serial0} to {@code /dev/ttyS0}; itself where nothing is there. */
  String real(String absolute) {
    try {
      return absolute.startsWith("/")
          ? "/" + root.toRealPath().relativize(at(absolute).toRealPath())
          : absolute;
    } catch (IOException | InvalidPathException nothingThere) {
      return absolute;
    }
  }

  /** A file's first line; zero bytes, with which the device tree ends its texts, are left out. */
  Optional<String> line(String absolute) {
    return lines(absolute).stream().findFirst().map(text -> text.replace("\0", "").strip())
        .filter(text -> !text.isEmpty());
  }

  List<String> lines(String absolute) {
    try (InputStream in = Files.newInputStream(at(absolute))) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException | InvalidPathException absentOrClosed) {
      return List.of();
    }
  }

  /** In order of their names. */
  List<Path> list(String folder, String glob) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(at(folder), glob)) {
      entries.forEach(found::add);
    } catch (IOException | DirectoryIteratorException | InvalidPathException absentOrClosed) {
      return List.of();
    }
    Collections.sort(found);
    return found;
  }
}
