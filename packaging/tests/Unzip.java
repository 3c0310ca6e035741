import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Unpacks a ZIP file here, with its permissions: java Unzip.java ZIP. Debian's unzip may not be there. */
final class Unzip {
  public static void main(String[] arguments) throws IOException {
    URI zip = URI.create("jar:" + Path.of(arguments[0]).toUri());
    try (FileSystem packed = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", "true"));
        Stream<Path> all = Files.walk(packed.getPath("/"))) {
      List<Path> files = all.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        Path copy = Path.of(file.toString().substring(1));
        Files.createDirectories(copy.toAbsolutePath().getParent());
        Files.copy(file, copy);
        Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(file));
      }
    }
  }
}
