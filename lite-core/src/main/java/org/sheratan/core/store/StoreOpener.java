package org.sheratan.core.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/** Opens a store: format, migrations, recovery, and the new boot epoch on disk before anything else. */
final class StoreOpener {
  private static final int FORMAT_FILE_MAX_BYTES = 64;

  private final Disk disk;
  private final Index index;
  private final StoreConfig config;
  private final SecureRandomness randomness;
  private final EpochMark mark;
  private final int supportedVersion;
  private final List<Migration> migrations;

  StoreOpener(Disk disk, Index index, StoreConfig config, SecureRandomness randomness, EpochMark mark,
      int supportedVersion, List<Migration> migrations) {
    this.disk = disk;
    this.index = index;
    this.config = config;
    this.randomness = randomness;
    this.mark = mark;
    this.supportedVersion = supportedVersion;
    this.migrations = List.copyOf(migrations);
  }

  Opening open() {
    try {
      boolean fresh = isFresh();
      Format format = fresh
          ? new Format(supportedVersion, randomness.next(FileHeader.SALT_BYTES))
          : readFormat();
      if (format.version() > supportedVersion) {
        return new Opening.TooNew(format.version(), supportedVersion);
      }
      for (int version = format.version(); version < supportedVersion; version++) {
        Optional<Migration> migration = migrationFrom(version);
        if (migration.isEmpty()) {
          return new Opening.NoMigration(format.version(), supportedVersion);
        }
      }
      deleteTemporaries();
      Format current = migrate(format);
      if (fresh) {
        current.write(disk);
      }
      return recover(current, fresh);
    } catch (IOException cause) {
      index.discard();
      return new Opening.Failed(cause);
    }
  }

  private boolean isFresh() throws IOException {
    return disk.list().stream().noneMatch(name -> name.equals(FileNames.FORMAT)
        || FileNames.segmentFirst(name).isPresent() || FileNames.snapshotThrough(name).isPresent());
  }

  private Optional<Migration> migrationFrom(int version) {
    return migrations.stream().filter(migration -> migration.fromVersion() == version).findFirst();
  }

  private Format migrate(Format found) throws IOException {
    Format format = found;
    while (format.version() < supportedVersion) {
      migrationFrom(format.version()).orElseThrow().run(disk);
      format = new Format(format.version() + 1, format.salt());
      format.write(disk);
    }
    return format;
  }

  /** From the format file or, when that is damaged, from the headers of segments and snapshots. */
  private Format readFormat() throws IOException {
    if (disk.list().contains(FileNames.FORMAT)) {
      Optional<Format> format = Format
          .decode(WholeFile.readStart(disk, FileNames.FORMAT, FORMAT_FILE_MAX_BYTES));
      if (format.isPresent()) {
        return format.get();
      }
    }
    for (String name : disk.list()) {
      Bytes start = FileNames.segmentFirst(name).isPresent() || FileNames.snapshotThrough(name).isPresent()
          ? WholeFile.readStart(disk, name, FileHeader.LENGTH)
          : Bytes.EMPTY;
      Optional<FileHeader> header = FileHeader.decode(start, FileHeader.SEGMENT)
          .or(() -> FileHeader.decode(start, FileHeader.SNAPSHOT));
      if (header.isPresent()) {
        Format format = new Format(header.get().version(), header.get().salt());
        if (format.version() <= supportedVersion) {
          format.write(disk);
        }
        return format;
      }
    }
    throw new IOException("no file header can be read: this is no store, or all of it is damaged");
  }

  private void deleteTemporaries() throws IOException {
    for (String name : disk.list()) {
      if (name.endsWith(FileNames.TEMPORARY)) {
        disk.delete(name);
      }
    }
  }

  private Opening recover(Format format, boolean fresh) throws IOException {
    EpochMark.Found marked = mark.read();
    Epochs epochs = new Epochs(mark, marked);
    Recovery recovery = new Recovery(disk, format, index.mark(), epochs);
    recovery.run();
    int known = Math.max(recovery.epoch, marked.epoch());
    String found = doubt(recovery, marked.epoch());
    String doubt = marked.doubt().isEmpty() ? found : marked.doubt();
    if (!found.isEmpty() || !doubt.isEmpty() && !marked.leapt()) {
      // Once the tail is cut nobody could tell any more.
      epochs.doubt();
    }
    recovery.cutTail();
    IndexKeeper keeper = keeper(recovery);
    Layout layout = new Layout(recovery.snapshot, recovery.closed);
    int epoch = epochs.first(known, randomness);
    Journal journal = new Journal(disk, config, layout, format.salt(), epochs, recovery.last);
    journal.follow(keeper);
    journal.commit(journal.begin(epoch));
    Opening.Report report = new Opening.Report(fresh, recovery.clean && recovery.cutTailBytes == 0,
        recovery.cutTailBytes, recovery.rots.all(), keeper.state() != IndexKeeper.State.READY,
        recovery.epoch, doubt);
    StoreFiles files = new StoreFiles(disk, config, layout, journal, keeper, recovery.rots, format.salt());
    return new Opening.Opened(new Store(files, recovery.named, epochs, epoch, doubt, randomness), report);
  }

  private IndexKeeper keeper(Recovery recovery) {
    boolean trusted = recovery.indexTrusted();
    IndexKeeper keeper = new IndexKeeper(index,
        trusted ? IndexKeeper.State.READY : IndexKeeper.State.DOUBTFUL);
    if (!trusted && !recovery.anyArchived()) {
      startEmpty(keeper);
    }
    return keeper;
  }

  /** On a full disk there may be no room for an index. Then it stays in doubt, and is rebuilt when there is. */
  private static void startEmpty(IndexKeeper keeper) {
    try {
      keeper.restart();
      keeper.become(IndexKeeper.State.READY);
    } catch (IOException noIndex) {
      keeper.become(IndexKeeper.State.DOUBTFUL);
    }
  }

  /** Why this journal may not be all that this node has shown to others; empty when nothing speaks for that. */
  private static String doubt(Recovery recovery, int begun) {
    if (recovery.epoch < begun) {
      return "the journal ends in epoch " + recovery.epoch + ", but epoch " + begun + " had begun";
    }
    if (recovery.cutTailBytes > 0) {
      return "the journal had a torn end";
    }
    return recovery.rots.anyNew() ? "part of the journal is damaged" : "";
  }
}
