package org.sheratan.core.store;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Check;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.SecureRandomness;

/**
 * Everything a node keeps: named records in memory, archived ones on disk, both a fold over one journal. Used
 * by one thread; only {@link Commit#run} and {@link Chore#step} may run on others.
 *
 * <p>Changes of a turn are visible to reads at once, durable once the {@link Commit} that {@link #seal} gave has
 * run: all of them or none.
 */
public final class Store implements Durable {
  private static final long COMMITS_AFTER_FAILED_CHORE = 256;

  private final StoreFiles files;
  private final Archive archive;
  private final TreeMap<String, Bytes> named;
  private final TreeMap<String, Change> pending = new TreeMap<>();
  private final Epochs epochs;
  private final String doubt;
  private final SecureRandomness randomness;
  private int epoch;
  private boolean begins;
  private boolean settles;
  private long sealedPosition;
  private long committedPosition;
  private Optional<Chore> running = Optional.empty();
  private long noChoreBefore;
  private boolean scarce;

  Store(StoreFiles files, TreeMap<String, Bytes> named, Epochs epochs, int epoch, String doubt,
      SecureRandomness randomness) {
    this.files = files;
    this.named = named;
    this.epochs = epochs;
    this.epoch = epoch;
    this.doubt = doubt;
    this.randomness = randomness;
    this.archive = new Archive(files.keeper(), new Truth(files.disk(), files.layout(), files.rots()),
        files.journal());
    this.sealedPosition = files.journal().durable();
    this.committedPosition = sealedPosition;
  }

  /**
   * Opens or creates the store in {@code disk}. The new boot epoch is on disk when this returns.
   *
   * @param index as its own opening left it; the store closes it
   * @param randomness makes the salt of a new store's checksums, and how far an epoch in doubt leaps
   * @param mark of this store's folder
   */
  public static Opening open(Disk disk, Index index, StoreConfig config, SecureRandomness randomness,
      EpochMark mark) {
    return new StoreOpener(disk, index, config, randomness, mark, Format.CURRENT,
        List.of(new Unchanged(1))).open();
  }

  @Override
  public void put(String name, Bytes value) {
    checkRecord(name, value);
    if (!settled(name) || !value.equals(named.get(name))) {
      named.put(name, value);
      change(new Change(Change.Kind.PUT, name, value));
    }
  }

  @Override
  public void remove(String name) {
    RecordNames.check(name);
    if (!settled(name) || named.containsKey(name)) {
      named.remove(name);
      change(new Change(Change.Kind.REMOVE, name, Bytes.EMPTY));
    }
  }

  @Override
  public SortedMap<String, Bytes> under(String prefix) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(named.subMap(prefix, RecordNames.endOf(prefix))));
  }

  public Optional<Bytes> get(String name) {
    return Optional.ofNullable(named.get(name));
  }

  /** Keeps a record on disk only. Its names are a space of their own, apart from {@link #put}'s. */
  public void archive(String name, Bytes value) {
    checkRecord(name, value);
    archive.changed(name, Optional.of(value));
    change(new Change(Change.Kind.ARCHIVE, name, value));
  }

  /** Removes an archived record. */
  public void forget(String name) {
    RecordNames.check(name);
    archive.changed(name, Optional.empty());
    change(new Change(Change.Kind.FORGET, name, Bytes.EMPTY));
  }

  /** For showing; fast once the index is ready. Not for exactly-once decisions: see {@link #proven}. */
  public Optional<Bytes> archived(String name) throws IOException {
    return archive.get(name);
  }

  /** Read from snapshot and journal, never from the index: slow, for exactly-once decisions. */
  public Optional<Bytes> proven(String name) throws IOException {
    return archive.proven(name);
  }

  /** Up to {@code limit} archived records under {@code prefix} behind {@code after}, ascending. */
  public List<Map.Entry<String, Bytes>> scan(String prefix, String after, int limit) throws IOException {
    return archive.scan(prefix, after, limit);
  }

  /** The same descending, before {@code before}; empty starts at the end. */
  public List<Map.Entry<String, Bytes>> scanBack(String prefix, String before, int limit) throws IOException {
    return archive.scanBack(prefix, before, limit);
  }

  /** Whether anything changed since the last {@link #seal}. */
  public boolean dirty() {
    return !pending.isEmpty() || begins || settles;
  }

  /** Everything changed since the last seal, as one; empty when nothing was. */
  public Optional<Commit> seal() {
    if (!dirty()) {
      return Optional.empty();
    }
    if (begins) {
      begins = false;
      sealedPosition = files.journal().begin(epoch);
    }
    if (!pending.isEmpty()) {
      sealPending();
    }
    Sealed sealed = new Sealed(sealedPosition, files.journal(),
        settles ? Optional.of(epochs) : Optional.empty());
    settles = false;
    return Optional.of(sealed);
  }

  private void sealPending() {
    List<Bytes> bodies = Changes.encode(pending.values(), files.config().batchBytes());
    List<Change> archived = pending.values().stream().filter(change -> change.kind().archived()).toList();
    sealedPosition = files.journal().append(GroupHeader.Kind.CHANGES, bodies, archived);
    pending.clear();
    archive.sealed(sealedPosition);
  }

  /** Tells the store that {@code commit} has run without failure. */
  public void committed(Commit commit) {
    committedPosition = Math.max(committedPosition, commit.position());
    archive.committed(committedPosition);
  }

  /** Position of the last {@link #seal}; effects of its turn wait until it is committed. */
  public long sealedPosition() {
    return sealedPosition;
  }

  /** Everything up to here is on disk, as {@link #committed} told. */
  public long committedPosition() {
    return committedPosition;
  }

  /** Boot epoch: higher than any this node showed to the world before, as far as it knows. */
  public int epoch() {
    return epoch;
  }

  /** Why this node may have shown more to others than is here; empty when all is well. Then sessions must be dropped. */
  public String doubt() {
    return doubt;
  }

  /** A new epoch from here on: everything numbered by the present one is used up. Seal and commit. */
  public void nextEpoch() throws IOException {
    enter(Epochs.after(epoch));
  }

  /** A new epoch, far beyond {@code heard}, which another life of this node has reached. Seal and commit. */
  public void leapBeyond(int heard) throws IOException {
    enter(Epochs.beyond(Math.max(epoch, heard), randomness));
  }

  /** Whether {@code heard} is just what a leap beyond the present epoch would give. */
  public boolean leaptOver(int heard) {
    return heard - epoch >= Epochs.LEAP && heard - epoch < 2 * Epochs.LEAP;
  }

  /** With the next commit nothing is in doubt any more: sessions are dropped, peers were asked. */
  public void settle() {
    settles = true;
  }

  private void enter(int next) {
    epoch = next;
    begins = true;
  }

  /** Damage found at opening and since. */
  public List<Rot> rot() {
    return files.rots().all();
  }

  public Optional<IOException> failed() {
    return files.journal().failure();
  }

  /** As of the latest {@link #health}: asking the disk takes long. */
  @Override
  public boolean scarce() {
    return scarce;
  }

  public StoreHealth health() {
    StoreHealth health = lookAtDisk();
    boolean accepting = health instanceof StoreHealth.Accepting;
    if (scarce && accepting) {
      // A chore that failed for want of room need not wait any more.
      noChoreBefore = 0;
    }
    scarce = !accepting;
    return health;
  }

  private StoreHealth lookAtDisk() {
    if (failed().isPresent()) {
      return new StoreHealth.Failed(failed().get());
    }
    try {
      long freeBytes = files.disk().freeBytes();
      return freeBytes < files.config().reserveBytes()
          ? new StoreHealth.NearlyFull(freeBytes)
          : new StoreHealth.Accepting();
    } catch (IOException unreadable) {
      return new StoreHealth.Failed(unreadable);
    }
  }

  /** True while archived reads are answered slowly, from snapshot and journal. */
  public boolean indexInDoubt() {
    return files.keeper().state() != IndexKeeper.State.READY;
  }

  /**
   * Background work that is due, at most one at a time; ask again when it ended. After a failed one the store
   * waits for some more commits before it offers another.
   */
  public Optional<Chore> chore() {
    if (running.isPresent() || failed().isPresent() || sealedPosition < noChoreBefore) {
      return Optional.empty();
    }
    running = files.due();
    return running;
  }

  /** Tells the store that {@code chore} is done, or failed and will not be continued. */
  public void choreEnded(Chore chore, boolean done) {
    Check.that(running.isPresent() && running.get() == chore, "this chore is not running");
    running = Optional.empty();
    noChoreBefore = done ? 0 : sealedPosition + COMMITS_AFTER_FAILED_CHORE;
  }

  /**
   * Commits what is pending, marks the journal and the index as closed. Commits and chores must have ended.
   *
   * @throws IOException when the mark could not be written; the next opening then finds an unclean end
   */
  public void close() throws IOException {
    Optional<Index.Mark> mark = Optional.empty();
    try {
      if (failed().isEmpty()) {
        seal();
        files.journal()
            .commit(files.journal().append(GroupHeader.Kind.CLOSE, List.of(Bytes.EMPTY), List.of()));
        mark = Optional.of(files.journal().mark());
      }
    } finally {
      files.keeper().close(mark);
      files.journal().close();
    }
  }

  /** Nothing about {@code name} is on its way to disk: what memory says is durable. */
  private boolean settled(String name) {
    return sealedPosition == committedPosition && !pending.containsKey("0" + name);
  }

  private void change(Change change) {
    pending.put(change.sortKey(), change);
  }

  private static void checkRecord(String name, Bytes value) {
    RecordNames.check(name);
    Check.that(value.length() <= Limits.VALUE_BYTES,
        "a value is at most " + Limits.VALUE_BYTES + " bytes: " + name);
  }

  private record Sealed(long position, Journal journal, Optional<Epochs> settled) implements Commit {
    @Override
    public void run() throws IOException {
      journal.commit(position);
      if (settled.isPresent()) {
        settled.get().settle();
      }
    }
  }
}
