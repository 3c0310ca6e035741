package org.sheratan.edge.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The temporary folder of one demo: the nodes' data folders, their logs, and real files for them to work on.
 *
 * @param claim holds the lock on {@link #CLAIM} for as long as the demo lives, however it ends
 */
record DemoFolder(Path root, FileChannel claim) implements Closeable {
  static final String PREFIX = "sheratan-demo-";
  /** By it a later demo knows the folder as one of ours, and whether it is still in use. */
  static final String CLAIM = "demo.lock";
  /** What the nodes read and hash is this program itself; so much of it at most. */
  private static final long MAX_FILE_BYTES = 1_500_000;

  static DemoFolder make() throws IOException {
    Path root = Files.createTempDirectory(PREFIX);
    FileChannel claim = FileChannel.open(root.resolve(CLAIM), StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
    claim.lock();
    return new DemoFolder(root, claim);
  }

  Path node(String name) {
    return root.resolve(name);
  }

  Path log(String name) {
    return root.resolve(name + ".log");
  }

  /** The last lines of a node's log, for when it did not start. */
  String lastWords(String name, int lines) throws IOException {
    List<String> all = Files.readAllLines(log(name));
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  /** Copies a text, its manuals to {@code docs} and the jars of the class path to {@code lib} of {@code workspace}. */
  static void fill(Path workspace, Path text, List<Path> jars) throws IOException {
    Files.copy(text, workspace.resolve(text.getFileName()));
    copy(manuals(text), Files.createDirectories(workspace.resolve("docs")));
    copy(jars, Files.createDirectories(workspace.resolve("lib")));
  }

  private static void copy(List<Path> files, Path folder) throws IOException {
    for (Path file : files) {
      if (Files.size(file) <= MAX_FILE_BYTES) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  /** The manuals of this project that lie beside the text, if any do. */
  private static List<Path> manuals(Path text) throws IOException {
    Path folder = text.resolveSibling("docs");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  /** The jars this program runs from: its own, and those beside it in {@code lib}. */
  static List<Path> ownJars(String classPath) throws IOException {
    List<Path> jars = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator)) {
      Path jar = Path.of(entry).toAbsolutePath();
      if (Files.isRegularFile(jar)) {
        jars.add(jar);
        Path library = jar.resolveSibling("lib");
        if (Files.isDirectory(library)) {
          try (Stream<Path> beside = Files.list(library)) {
            beside.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
          }
        }
      }
    }
    return jars;
  }

  /** Bytes of all regular files under {@code workspace}. */
  static long bytes(Path workspace) throws IOException {
    long bytes = 0;
    for (Path file : files(workspace)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** What hash_files should answer: the SHA-256 of what {@code sha256sum} prints for these files, sorted by path. */
  static String treeHash(Path workspace) throws IOException {
    MessageDigest tree = sha256();
    for (Path file : files(workspace)) {
      String hash = HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
      tree.update((hash + "  " + workspace.relativize(file) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(tree.digest());
  }

  private static List<Path> files(Path workspace) throws IOException {
    try (Stream<Path> all = Files.walk(workspace)) {
      return all.filter(Files::isRegularFile).sorted(Comparator.comparing(Path::toString)).toList();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  @Override
  public void close() throws IOException {
    try (claim) {
      remove(root);
    }
  }

  /** {@code folder} with all that is in it; links are removed, not followed. */
  static void remove(Path folder) throws IOException {
    Files.walkFileTree(folder, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        Files.deleteIfExists(file);
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path inner, IOException failure) throws IOException {
        Files.deleteIfExists(inner);
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
