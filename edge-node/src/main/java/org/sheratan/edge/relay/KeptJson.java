package org.sheratan.edge.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonLimits;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.store.disk.PlainFile;
import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.daemon.Log;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * One JSON object kept over restarts, in a file of its owner's that is whole at any time. What is in it helps and is not
 * promised: what cannot be read is as good as nothing, what cannot be written is said once and tried again at the next save.
 * Any thread.
 */
public final class KeptJson {
  private static final int MAX_BYTES = 1 << 20;

  private final Path file;
  /** What the disk refused. */
  private Optional<Json.Obj> unwritten = Optional.empty();

  public KeptJson(Path file) {
    this.file = file;
  }

  /** What an earlier start left, as {@code reader} makes of it; empty where there is nothing of that form. */
  public synchronized <T> Optional<T> load(Function<Json.Obj, T> reader) {
    try {
      Bytes content = Bytes.copyOf(PlainFile.read(file, MAX_BYTES));
      return Optional
          .of(reader.apply(JsonReader.readObject(content, JsonLimits.ours(MAX_BYTES))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException | MalformedException unreadable) {
      Log.warn("kept-unreadable", "file", file, "why", unreadable);
      return Optional.empty();
    }
  }

  /**
   * @param latest what is to be kept, asked for when it is its turn; empty where nothing changed
   * @return whether it is on disk, all of it
   */
  public synchronized boolean save(Supplier<Optional<Json.Obj>> latest) {
    Optional<Json.Obj> due = latest.get().or(() -> unwritten);
    due.ifPresent(this::write);
    return unwritten.isEmpty();
  }

  private void write(Json.Obj value) {
    try {
      byte[] content = (CanonicalJson.text(value) + "\n").getBytes(StandardCharsets.UTF_8);
      if (content.length > MAX_BYTES) {
        throw new IOException(content.length + " bytes exceed " + MAX_BYTES);
      }
      PrivateFiles.replace(file, content);
      unwritten = Optional.empty();
    } catch (IOException refused) {
      if (unwritten.isEmpty()) {
        Log.warn("kept-unwritten", "file", file, "why", refused);
      }
      unwritten = Optional.of(value);
    }
  }
}
