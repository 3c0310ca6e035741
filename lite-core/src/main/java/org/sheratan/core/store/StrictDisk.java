package org.sheratan.core.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;

/**
 * A disk in memory that keeps only what it promised. Until a file is synced a crash may lose, tear or garble
 * what was appended or truncated; until the folder is synced it may undo any creation, rename or deletion, each
 * on its own. It also fills up, fails at a chosen operation, and flips bits. The same entropy gives the same
 * faults. Safe for several threads.
 */
public final class StrictDisk implements Disk {
  private final Entropy entropy;
  private final TreeMap<String, StrictFile> durableNames;
  private final TreeMap<String, StrictFile> names;
  private final List<FolderChange> unsynced = new ArrayList<>();
  private final StrictFaults faults;

  /** @param from empty for a creation, {@code to} empty for a deletion */
  private record FolderChange(String from, String to, StrictFile file) {}

  public StrictDisk(Entropy entropy) {
    this(entropy, new TreeMap<>(), Long.MAX_VALUE);
  }

  private StrictDisk(Entropy entropy, TreeMap<String, StrictFile> files, long capacityBytes) {
    this.entropy = entropy;
    this.durableNames = files;
    this.names = new TreeMap<>(files);
    this.faults = new StrictFaults();
    faults.capacityBytes(capacityBytes);
  }

  /** Settings of what goes wrong, and the count of operations so far. */
  public StrictFaults faults() {
    return faults;
  }

  /** Power fails: this disk refuses everything from now on; returns what the next start finds. */
  public synchronized StrictDisk crash() {
    faults.powerOff();
    TreeMap<String, StrictFile> survivors = new TreeMap<>(durableNames);
    for (FolderChange change : unsynced) {
      if (entropy.chance(0.5)) {
        apply(survivors, change);
      }
    }
    survivors.replaceAll((name, file) -> file.surviving(entropy));
    return new StrictDisk(entropy.fork("after " + faults.operations()), survivors, faults.capacityBytes());
  }

  /** Process dies, machine stays up: nothing is lost, open files are gone. */
  public synchronized StrictDisk kill() {
    faults.powerOff();
    return image();
  }

  /** A copy of everything as programs see it now, such as a backup taken from a running machine. */
  public synchronized StrictDisk image() {
    TreeMap<String, StrictFile> all = new TreeMap<>(names);
    all.replaceAll((name, file) -> file.copy());
    return new StrictDisk(entropy.fork("after " + faults.operations()), all, faults.capacityBytes());
  }

  /** Flips one bit on the medium, synced or not. */
  public synchronized void flip(String name, long offset, int bit) {
    names.get(name).flip((int) offset, bit);
  }

  /** Flips a random bit of a random file; does nothing while there is no byte. */
  public synchronized void flipAny() {
    List<String> filled = names.entrySet().stream().filter(entry -> entry.getValue().length() > 0)
        .map(Map.Entry::getKey).toList();
    if (!filled.isEmpty()) {
      String name = filled.get(entropy.nextInt(filled.size()));
      flip(name, entropy.nextInt(names.get(name).length()), entropy.nextInt(8));
    }
  }

  /** Replaces a file's content as if it had always been so; creates it when absent. */
  public synchronized void overwrite(String name, Bytes content) {
    StrictFile file = new StrictFile(content.toArray());
    names.put(name, file);
    durableNames.put(name, file);
  }

  @Override
  public synchronized List<String> list() throws IOException {
    faults.operation();
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    faults.operation();
    StrictFile file = names.get(name);
    if (file == null) {
      file = new StrictFile(new byte[0]);
      names.put(name, file);
      unsynced.add(new FolderChange("", name, file));
    }
    return new Handle(file);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    faults.operation();
    change(new FolderChange(name, "", existing(name)));
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    faults.operation();
    change(new FolderChange(from, to, existing(from)));
  }

  @Override
  public synchronized void syncFolder() throws IOException {
    faults.sync();
    durableNames.clear();
    durableNames.putAll(names);
    unsynced.clear();
  }

  @Override
  public synchronized long freeBytes() throws IOException {
    faults.operation();
    return faults.capacityBytes() - usedBytes();
  }

  private long usedBytes() {
    return names.values().stream().mapToLong(StrictFile::length).sum();
  }

  private StrictFile existing(String name) throws IOException {
    StrictFile file = names.get(name);
    if (file == null) {
      throw new IOException("no such file: " + name);
    }
    return file;
  }

  private void change(FolderChange change) {
    apply(names, change);
    unsynced.add(change);
  }

  /** An earlier change may be undone: then what this one builds on may not be there. */
  private static void apply(TreeMap<String, StrictFile> folder, FolderChange change) {
    folder.remove(change.from(), change.file());
    if (!change.to().isEmpty()) {
      folder.put(change.to(), change.file());
    }
  }

  /** All calls under the disk's monitor: a file has no lock of its own. */
  private final class Handle implements DiskFile {
    private final StrictFile file;

    Handle(StrictFile file) {
      this.file = file;
    }

    @Override
    public long length() throws IOException {
      synchronized (StrictDisk.this) {
        faults.operation();
        return file.length();
      }
    }

    @Override
    public void append(Bytes content) throws IOException {
      synchronized (StrictDisk.this) {
        int fitting = (int) Math.min(content.length(), Math.max(0, faults.capacityBytes() - usedBytes()));
        int written = faults.write(entropy, fitting);
        file.append(content.slice(0, written));
        faults.throwIfFailing();
        if (written < content.length()) {
          throw new IOException("No space left on device");
        }
      }
    }

    @Override
    public Bytes read(long from, int length) throws IOException {
      synchronized (StrictDisk.this) {
        faults.operation();
        return file.read(from, length);
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      synchronized (StrictDisk.this) {
        faults.operation();
        file.truncate((int) Math.min(length, file.length()));
      }
    }

    @Override
    public void sync() throws IOException {
      synchronized (StrictDisk.this) {
        try {
          faults.sync();
        } catch (IOException failed) {
          file.dropDirty();
          throw failed;
        }
        file.sync();
      }
    }

    @Override
    public void close() {
      // Closing promises nothing and cannot fail.
    }
  }
}
