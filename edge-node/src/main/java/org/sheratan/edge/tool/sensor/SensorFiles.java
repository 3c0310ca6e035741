package org.sheratan.edge.tool.sensor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Small files that the kernel makes up when they are read. */
final class SensorFiles {
  private static final int MAX_BYTES = 4096;
  private static final int MAX_NAMES = 512;

  private SensorFiles() {}

  /** What is in a folder, by name, numbers in their order; empty where there is none. */
  static List<Path> in(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
      for (Path file : stream) {
        if (files.size() < MAX_NAMES) {
          files.add(file);
        }
      }
    } catch (IOException | DirectoryIteratorException absent) {
      return List.of();
    }
    files.sort(Comparator.comparing(SensorFiles::order).thenComparing(SensorFiles::name));
    return files;
  }

  static String name(Path file) {
    return file.getFileName().toString();
  }

  static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    }
  }

  /** Empty where there is no such file, or nothing in it. */
  static Optional<String> ifAny(Path file) {
    try {
      return Optional.of(text(file)).filter(text -> !text.isEmpty());
    } catch (IOException absent) {
      return Optional.empty();
    }
  }

  static double number(String text) throws IOException {
    if (!text.matches("[+-]?\\d{1,18}(\\.\\d{1,18})?")) {
      throw new IOException("no number");
    }
    return Double.parseDouble(text);
  }

  /** A name that fits into a sensor's. */
  static String plain(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_.-]", "_");
    return plain.substring(0, Math.min(plain.length(), 40));
  }

  private static int order(Path file) {
    String digits = name(file).replaceAll("\\D", "");
    return digits.isEmpty() || digits.length() > 8 ? 0 : Integer.parseInt(digits);
  }
}
