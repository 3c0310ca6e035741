package org.sheratan.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All Java sources of all modules. */
final class Sources {
  private static final List<String> MODULES = List.of("radio-stack", "lite-core", "edge-node",
      "packaging/bench");

  private static List<Source> all;

  private Sources() {}

  /** @param name path from the repo's top */
  record Source(String name, String text, boolean main) {
    List<String> lines() {
      return text.lines().toList();
    }

    boolean isPackageInfo() {
      return name.endsWith("/package-info.java");
    }

    String simpleName() {
      return name.substring(name.lastIndexOf('/') + 1, name.length() - ".java".length());
    }
  }

  static Path root() {
    return Path.of(Objects.requireNonNull(System.getProperty("sheratan.root"), "-Dsheratan.root=repo top"));
  }

  /** Read once: most rules look at all of them. */
  static synchronized List<Source> all() {
    if (all == null) {
      all = read();
    }
    return all;
  }

  private static List<Source> read() {
    return MODULES.stream().flatMap(module -> Stream.concat(under(module, "src/main/java", true),
        under(module, "src/test/java", false))).toList();
  }

  static List<Source> main() {
    return all().stream().filter(Source::main).toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Stream<Source> under(String module, String folder, boolean main) {
    Path top = root().resolve(module).resolve(folder);
    if (!Files.isDirectory(top)) {
      return Stream.empty();
    }
    try (Stream<Path> paths = Files.walk(top)) {
      return paths.filter(path -> path.toString().endsWith(".java")).sorted()
          .map(path -> new Source(root().relativize(path).toString(), read(path), main)).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
