import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Packs a folder: java ZipTree.java ZIP FOLDER SECONDS. With permissions, so that programs stay programs where they are
 * unpacked; of one date, in order of names, so that equal folders give equal bytes.
 */
final class ZipTree {
  public static void main(String[] arguments) throws IOException {
    Path zip = Path.of(arguments[0]).toAbsolutePath();
    Path folder = Path.of(arguments[1]).toAbsolutePath();
    FileTime when = FileTime.fromMillis(1_000 * Long.parseLong(arguments[2]));
    Files.deleteIfExists(zip);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    Map<String, String> settings = Map.of("create", "true", "enablePosixFileAttributes", "true");
    try (FileSystem packed = FileSystems.newFileSystem(URI.create("jar:" + zip.toUri()), settings)) {
      for (Path file : files) {
        Path copy = packed.getPath(folder.getParent().relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
        for (Path each = copy; each != null; each = each.getParent()) {
          Files.getFileAttributeView(each, BasicFileAttributeView.class).setTimes(when, when, when);
        }
      }
    }
  }
}
