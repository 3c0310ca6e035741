import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Takes the signatures out of every signed jar of a folder, in place: java StripSignature.java FOLDER. The build runs
 * it on the application's libraries (docs/decisions/0031). Equal jars give equal bytes; the rest is left alone.
 */
final class StripSignature {
  private static final LocalDateTime WHEN = LocalDateTime.of(2026, 11, 21, 0, 0);

  public static void main(String[] arguments) throws IOException {
    try (var jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
      for (Path jar : jars) {
        if (signed(jar)) {
          strip(jar);
        }
      }
    }
  }

  private static boolean signed(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile(), false)) {
      return file.stream().anyMatch(entry -> ofSignature(entry.getName()));
    }
  }

  private static boolean ofSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  private static void strip(Path jar) throws IOException {
    Path fresh = jar.resolveSibling(jar.getFileName() + ".new");
    try (JarFile file = new JarFile(jar.toFile(), false); OutputStream out = Files.newOutputStream(fresh);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, JarFile.MANIFEST_NAME, manifest(file.getManifest()));
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements();) {
        JarEntry entry = entries.nextElement();
        if (!ofSignature(entry.getName()) && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
          try (var content = file.getInputStream(entry)) {
            put(zip, entry.getName(), content.readAllBytes());
          }
        }
      }
    }
    Files.move(fresh, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The attributes of the whole jar; those of its entries are nothing but the signed digests. */
  private static byte[] manifest(Manifest signed) throws IOException {
    Manifest bare = new Manifest();
    bare.getMainAttributes().putAll(signed.getMainAttributes());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    bare.write(text);
    return text.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(WHEN);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
