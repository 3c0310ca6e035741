import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes what the package has no use for out of jars, in place: java LeanJar.java JAR… That is native libraries, since the
 * package has those of its processor beside the jars; the seal, since no class of a sealed package may be loaded where
 * another one of it came out of an archive of loaded classes; and BouncyCastle's provider and its ciphers of after the
 * quantum computer, since we use its lightweight API alone (docs/decisions/0031, 0150). Equal jars give equal bytes.
 */
final class LeanJar {
  private static final LocalDateTime WHEN = LocalDateTime.of(2026, 11, 21, 0, 0);

  public static void main(String[] arguments) throws IOException {
    for (String jar : arguments) {
      trim(Path.of(jar));
    }
  }

  private static boolean unused(String name) {
    return name.matches(".*\\.(a|dll|dylib|jnilib|so)")
        || name.matches("(META-INF/versions/\\d+/)?org/bouncycastle/(pqc|jce|jcajce/provider)/.*");
  }

  private static byte[] unsealed(String name, byte[] content) {
    return name.equals(JarFile.MANIFEST_NAME)
        ? new String(content, StandardCharsets.UTF_8).replaceFirst("(?m)^Sealed: true\\r?\n", "")
            .getBytes(StandardCharsets.UTF_8)
        : content;
  }

  private static void trim(Path jar) throws IOException {
    Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
    try (ZipFile file = new ZipFile(jar.toFile());
        OutputStream out = Files.newOutputStream(fresh);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Enumeration<? extends ZipEntry> entries = file.entries(); entries.hasMoreElements();) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory() && !unused(entry.getName())) {
          ZipEntry copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(WHEN);
          zip.putNextEntry(copy);
          try (var content = file.getInputStream(entry)) {
            zip.write(unsealed(entry.getName(), content.readAllBytes()));
          }
          zip.closeEntry();
        }
      }
    }
    Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
