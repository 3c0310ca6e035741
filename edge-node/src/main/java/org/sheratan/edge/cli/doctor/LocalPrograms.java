package org.sheratan.edge.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.sheratan.edge.doctor.Programs;

/** Programs of this machine. What they write goes through a file, so that one that hangs can be ended. */
final class LocalPrograms implements Programs {
  private static final long PATIENCE_S = 10;
  private static final int MAX_BYTES = 1 << 20;

  @Override
  public Optional<String> ask(String... command) {
    Path written = null;
    try {
      written = Files.createTempFile("sheratan", ".out");
      Process process = new ProcessBuilder(command).redirectErrorStream(false)
          .redirectError(ProcessBuilder.Redirect.DISCARD).redirectOutput(written.toFile()).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return process.exitValue() == 0 ? Optional.of(read(written)) : Optional.empty();
    } catch (IOException noSuchProgram) {
      return Optional.empty();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      remove(written);
    }
  }

  private static String read(Path written) throws IOException {
    try (InputStream in = Files.newInputStream(written)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }
  }

  private static void remove(Path written) {
    if (written != null) {
      // On Windows a program that was just ended may still hold it.
      written.toFile().deleteOnExit();
      written.toFile().delete();
    }
  }
}
