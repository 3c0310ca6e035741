package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;

import org.sheratan.edge.clock.NextBound;
import org.sheratan.edge.clock.TimeRecord;
import org.sheratan.edge.daemon.Log;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.WallState;

/** Keeps what time it is at least, from start to start: written now and then, and at the end. */
final class SavedTime {
  /** Not more often: each time costs an SD card some blocks. */
  static final long EVERY_MS = 10 * 60_000;

  private final Path file;
  private final Clock clock;
  private final LongConsumer onRead;
  private NextBound bound = NextBound.NONE;
  private boolean failed;

  /** @param onRead gets what an earlier start left, milliseconds since 1970 UTC */
  SavedTime(Path file, Clock clock, LongConsumer onRead) {
    this.file = file;
    this.clock = clock;
    this.onRead = onRead;
  }

  /** A damaged record is as good as none; it is replaced as soon as the time is known. */
  void load() {
    try {
      if (Files.size(file) > TimeRecord.MAX_BYTES) {
        throw new MalformedException("time record", TimeRecord.MAX_BYTES, "longer than that");
      }
      onRead.accept(TimeRecord.decode(Files.readString(file, StandardCharsets.ISO_8859_1)));
    } catch (NoSuchFileException first) {
      Log.debug("clock-record", "file", file, "why", "there is none yet");
    } catch (IOException | MalformedException unreadable) {
      Log.warn("clock-record", "file", file, "why", unreadable);
    }
  }

  synchronized void save() {
    WallState wall = clock.wall();
    long nowMs = clock.now().monoMs();
    bound = bound.after(wall, nowMs);
    long boundMs = bound.atMs(wall, nowMs);
    if (!TimeRecord.plausible(boundMs)) {
      return;
    }
    try {
      SecretFile.write(file, TimeRecord.encode(boundMs));
      failed = false;
    } catch (IOException unsaved) {
      if (!failed) {
        Log.warn("clock-record", "file", file, "why", unsaved);
      }
      failed = true;
    }
  }

  /** @param pause waits for so many milliseconds; false when the process is stopping */
  void keep(LongPredicate pause) {
    while (pause.test(EVERY_MS)) {
      save();
    }
  }
}
