package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.store.disk.FolderDisk;
import org.sheratan.edge.config.AirtimePlace;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.EffectiveConfig;
import org.sheratan.edge.daemon.Log;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.relay.RelayTool;
import org.sheratan.edge.trace.TraceLog;

/**
 * Makes a node new, if its folder bears the mark for that. The mark goes last: after a power cut the next start does it
 * again. Only what this program made in the data folder is erased. Airtime already used is kept, since the law does not forget
 * it; so are name, console and whether other machines may come in, without which nobody could go on. The saved time goes: a
 * single lying receiver may have set it.
 */
final class FactoryReset {
  private FactoryReset() {}

  /** @throws StartRefusal when another process has the folder, or something cannot be erased */
  static boolean runIfAsked(Config config) throws StartRefusal {
    DataFolder folder = new DataFolder(config.node().dataFolder());
    if (!Files.exists(folder.resetFile())) {
      return false;
    }
    Log.warn("factory-reset", "data", folder.top());
    FolderDisk disk = Storage.lock(folder);
    try {
      try {
        for (Path made : made(config, folder)) {
          erase(made, folder.storeFolder().resolve(Storage.LOCK));
        }
        for (Path trace : TraceLog.files(folder.top())) {
          Files.delete(trace);
        }
      } finally {
        disk.close();
      }
    } catch (IOException refused) {
      throw DataFolder.refusal(folder.top(), refused);
    }
    Init.renew(folder, config.network().keyFile(), config.file(),
        ownConfig(config, folder) ? newConfig(config) : "");
    try {
      Files.delete(folder.resetFile());
    } catch (IOException refused) {
      throw DataFolder.refusal(folder.resetFile(), refused);
    }
    return true;
  }

  /** What of this node lies elsewhere and is not erased: for people, with its path. */
  static List<String> spared(Config config) {
    DataFolder folder = new DataFolder(config.node().dataFolder());
    List<String> spared = new ArrayList<>();
    if (!same(config.network().keyFile(), folder.networkKeyFile())) {
      spared.add("network key " + config.network().keyFile());
    }
    if (!ownConfig(config, folder)) {
      spared.add("configuration " + config.file());
    }
    if (!made(config, folder).contains(config.worker().workspace())) {
      spared.add("workspace " + config.worker().workspace());
    }
    Config.Relay relay = config.tool().relay();
    if (!relay.kinds().isEmpty() && !relay.folder().startsWith(folder.top())) {
      spared.add("relay " + relay.folder());
    }
    return spared;
  }

  private static boolean ownConfig(Config config, DataFolder folder) {
    return same(config.file(), folder.configFile());
  }

  private static boolean same(Path one, Path other) {
    return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
  }

  private static List<Path> made(Config config, DataFolder folder) {
    ApiFolder api = new ApiFolder(folder.top());
    List<Path> made = new ArrayList<>(
        List.of(folder.storeFolder(), folder.indexFolder(), folder.identityFile(),
            folder.markFile(), folder.networkKeyFile(), folder.accessFile(), folder.tokensFile(),
            folder.certificateFile(),
            folder.runFile(), folder.safeModeFile(), folder.timeFile(), folder.workersFile(),
            folder.hostsFile(), api.tokenFile(), api.addressFile(),
            api.startingFile()));
    // What a power cut left of a file that was to replace another.
    List.copyOf(made).forEach(file -> made.add(file.resolveSibling(file.getFileName() + ".new")));
    made.add(folder.configFile().resolveSibling(folder.configFile().getFileName() + ".new"));
    // Wherever else the operator let tools work, things of others may lie.
    Path workspace = config.worker().workspace();
    if (workspace.startsWith(folder.top()) && !workspace.equals(folder.top())
        && !config.radio().airtimeFolder().startsWith(workspace)) {
      made.add(workspace);
    }
    Path relay = config.tool().relay().folder();
    if (relay.startsWith(folder.top())) {
      made.addAll(RelayTool.folders(relay));
    }
    return made;
  }

  /**
   * The name, the console, the listener for other machines, which waits for a new password, and where airtime is kept; the
   * rest by default.
   */
  private static String newConfig(Config config) {
    List<String> tables = new ArrayList<>(List.of(Init.configFor(config.node().name())));
    if (!same(config.radio().airtimeFolder(), AirtimePlace.ofThisMachine())) {
      tables.add("[radio]\n" + EffectiveConfig.setting(config, "radio", "airtime_dir") + "\n");
    }
    if (config.http().lan()) {
      tables.add("[http]\n" + EffectiveConfig.setting(config, "http", "lan") + "\n"
          + EffectiveConfig.setting(config, "http", "lan_port") + "\n");
    }
    tables.add(EffectiveConfig.table(config, "console"));
    return String.join("\n", tables);
  }

  /** Links are removed, not followed. */
  private static void erase(Path top, Path spared) throws IOException {
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(top, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!file.equals(spared)) {
          Files.delete(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
        if (failed != null) {
          throw failed;
        }
        if (!spared.startsWith(folder)) {
          Files.delete(folder);
        }
        return FileVisitResult.CONTINUE;
      }
    });
  }
}
