package org.sheratan.edge.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.IntStream;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/** JSON objects from files that the user names. */
public final class Documents {
  private static final int MAX_BYTES = 1024 * 1024;

  private Documents() {}

  /** @param source a file, or {@code -} for standard input */
  public static Json.Obj read(String source, Terminal terminal) throws CommandFailure {
    try (InputStream in = source.equals("-") ? terminal.in() : Files.newInputStream(Path.of(source))) {
      return read(source, in.readNBytes(MAX_BYTES + 1));
    } catch (NoSuchFileException absent) {
      throw new CommandFailure(ExitStatus.NOT_FOUND, "there is no file " + source, "");
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitStatus.FAILURE, "cannot be read: "
          + FileTrouble.of(unreadable), "");
    }
  }

  private static Json.Obj read(String source, byte[] document) throws CommandFailure {
    try {
      return JsonReader.readObject(Bytes.copyOf(document), JsonLimits.ours(MAX_BYTES));
    } catch (MalformedException malformed) {
      long line = 1 + IntStream.range(0, Math.min(malformed.offset(), document.length))
          .filter(at -> document[at] == '\n').count();
      throw new CommandFailure(ExitStatus.FAILURE, source + ": line " + line + ", " + malformed.getMessage(),
          "the same command once line " + line + " is mended");
    }
  }
}
