package org.sheratan.edge.wiring;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.sheratan.core.store.Disk;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Rot;
import org.sheratan.core.store.Spare;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.core.store.disk.FolderDisk;
import org.sheratan.core.store.disk.FolderOpening;
import org.sheratan.core.store.disk.MapDbIndex;
import org.sheratan.core.store.disk.MarkFile;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.kernel.SecureRandomness;
import org.sheratan.radio.secure.Identity;

/**
 * The locked data folder with what is in it: the identity and the open store.
 *
 * @param starting to be closed once the node is ready; until then commands wait for it
 */
record Storage(Identity identity, Store store, Spare spare, Closeable starting) {
  static final String LOCK = "lock";

  /** @param takeDown learns how to close the store and give the lock back */
  static Storage open(DataFolder folder, SecureRandomness randomness, TakeDown takeDown) throws StartRefusal {
    DataFolder.create(folder.top());
    FolderDisk disk = lock(folder);
    takeDown.add("lock", disk::close);
    Spare spare = new Spare(disk, randomness);
    Closeable starting = starting(folder, spare);
    takeDown.add("starting", starting::close);
    boolean known = Files.exists(folder.identityFile());
    Identity identity = identity(folder, spare.over(), randomness);
    Store store = store(folder, spare, randomness, MarkFile.at(folder.markFile(), known));
    takeDown.add("store", store::close);
    return new Storage(identity, store, spare, starting);
  }

  private static Closeable starting(DataFolder folder, Spare spare) throws StartRefusal {
    try {
      return spare.withRoom(new ApiFolder(folder.top())::leaveStarting);
    } catch (IOException refused) {
      throw DataFolder.refusal(folder.top(), refused);
    }
  }

  /** The lock; whoever gets it closes it. */
  static FolderDisk lock(DataFolder folder) throws StartRefusal {
    return switch (FolderDisk.openFolder(folder.storeFolder())) {
      case FolderOpening.Opened opened -> opened.disk();
      case FolderOpening.Locked locked -> throw new StartRefusal(ExitStatus.CONFLICT,
          "data folder " + folder.top() + " is in use by process "
              + (locked.pid() == 0 ? "(unknown)" : locked.pid()),
          locked.pid() == 0 ? "" : "stop it first: kill " + locked.pid());
      case FolderOpening.ReadOnly readOnly ->
        throw new StartRefusal(ExitStatus.FAILURE, readOnly.message(), "");
      case FolderOpening.Unusable unusable ->
        throw new StartRefusal(ExitStatus.FAILURE, unusable.message(), "");
    };
  }

  /** A store without the identity that wrote it is a backup restored by halves: refused, not given a new one. */
  private static Identity identity(DataFolder folder, Disk disk, SecureRandomness randomness)
      throws StartRefusal {
    Path file = folder.identityFile();
    try {
      boolean used = disk.list().stream().anyMatch(name -> !name.equals(LOCK));
      if (used && !Files.exists(file)) {
        throw new StartRefusal(ExitStatus.FAILURE,
            file + " is missing, but " + folder.storeFolder() + " was written under it",
            "restore it from a backup");
      }
    } catch (IOException refused) {
      throw DataFolder.refusal(folder.storeFolder(), refused);
    }
    return IdentityFile.readOrCreate(file, randomness);
  }

  private static Store store(DataFolder folder, Spare spare, SecureRandomness randomness, MarkFile mark)
      throws StartRefusal {
    MapDbIndex index;
    try {
      index = MapDbIndex.open(folder.indexFolder());
    } catch (IOException refused) {
      throw DataFolder.refusal(folder.indexFolder(), refused);
    }
    return switch (Store.open(spare.over(), index, StoreConfig.DEFAULT, randomness, spare.over(mark))) {
      case Opening.Opened opened -> report(opened);
      case Opening.TooNew tooNew -> throw new StartRefusal(ExitStatus.FAILURE, folder.storeFolder()
          + " has format " + tooNew.foundVersion() + "; this release knows up to "
          + tooNew.supportedVersion(),
          "install the newer release again");
      case Opening.NoMigration old -> throw new StartRefusal(ExitStatus.FAILURE, folder.storeFolder()
          + " has format " + old.foundVersion() + ", too old for this release",
          "start it once with a release in between");
      case Opening.Failed failed -> throw DataFolder.refusal(folder.storeFolder(), failed.cause());
    };
  }

  private static Store report(Opening.Opened opened) {
    Opening.Report report = opened.report();
    Log.info("store-opened", "epoch", opened.store().epoch(), "fresh", report.fresh(), "clean",
        report.clean(),
        "cut_bytes", report.cutTailBytes(), "index_rebuilt", report.indexRebuilt());
    if (!report.doubt().isEmpty()) {
      Log.warn("store-in-doubt", "why", report.doubt(), "journal_epoch", report.previousEpoch(), "epoch",
          opened.store().epoch());
    }
    for (Rot rot : report.rot()) {
      Log.warn("store-rot", "file", rot.file(), "from", rot.from(), "to", rot.to(), "first_lost",
          rot.firstPosition(),
          "last_lost", rot.lastPosition(), "copy", rot.quarantine(), "known", rot.known());
    }
    return opened.store();
  }
}
