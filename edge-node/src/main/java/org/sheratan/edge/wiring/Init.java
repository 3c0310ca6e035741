package org.sheratan.edge.wiring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.sheratan.core.store.EpochMark;
import org.sheratan.core.store.disk.MarkFile;
import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemRandomness;
import org.sheratan.kernel.NodeId;
import org.sheratan.radio.secure.NetworkKey;

/** Sets up a data folder: identity, network key, configuration. Each file appears whole; the last one seals it. */
public final class Init {
  private Init() {}

  /**
   * @param networkKey to join an existing network; empty to found a new one
   * @param configText the configuration to write; see {@link #configFor}
   */
  public record Request(Path folder, Optional<NetworkKey> networkKey, String configText) {}

  /** @param founded whether the network key is new: other nodes need a copy of it */
  public record Report(NodeId id, DataFolder folder, boolean founded) {}

  /** A configuration that sets only the name; every other key has its default. */
  public static String configFor(String name) {
    return """
        # Every key and its default: docs/operations.md, or: sheratan run --print-config
        [node]
        name = "%s"
        """.formatted(name.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  public static Report run(Request request) throws StartRefusal {
    DataFolder folder = new DataFolder(request.folder().toAbsolutePath().normalize());
    if (Files.exists(folder.configFile())) {
      throw new StartRefusal(ExitStatus.CONFLICT,
          folder.configFile() + " exists: the folder is set up already",
          "sheratan run --data-dir " + folder.top());
    }
    try {
      ConfigReader.parse(folder.configFile(), request.configText());
    } catch (ConfigException wrong) {
      throw new StartRefusal(ExitStatus.USAGE, wrong.getMessage(), "");
    }
    DataFolder.create(folder.top());
    SystemRandomness randomness = new SystemRandomness();
    NodeId id = identity(folder, randomness);
    boolean founded = writeNetworkKey(folder.networkKeyFile(), request.networkKey(), randomness);
    writeConfig(folder.configFile(), request.configText());
    return new Report(id, folder, founded);
  }

  /**
   * What {@link #run} makes, where it is not; for a folder that has just been erased.
   *
   * @param configText replaces the configuration; empty to leave it
   */
  static void renew(DataFolder folder, Path keyFile, Path configFile, String configText) throws StartRefusal {
    SystemRandomness randomness = new SystemRandomness();
    identity(folder, randomness);
    writeNetworkKey(configText.isEmpty() ? keyFile : folder.networkKeyFile(), Optional.empty(), randomness);
    if (!configText.isEmpty()) {
      writeConfig(configFile, configText);
    }
  }

  /** A new identity gets its mark at once: whoever finds one without the other must take it for a copy. */
  private static NodeId identity(DataFolder folder, SystemRandomness randomness) throws StartRefusal {
    boolean known = Files.exists(folder.identityFile());
    NodeId id = IdentityFile.readOrCreate(folder.identityFile(), randomness).id();
    try {
      if (!known) {
        MarkFile.at(folder.markFile(), false).write(0, EpochMark.Standing.SETTLED);
      }
      return id;
    } catch (IOException refused) {
      throw DataFolder.refusal(folder.markFile(), refused);
    }
  }

  private static boolean writeNetworkKey(Path file, Optional<NetworkKey> given, SystemRandomness randomness)
      throws StartRefusal {
    try {
      if (!Files.exists(file)) {
        SecretFile.write(file, NetworkKeyText.print(given.orElseGet(() -> NetworkKey.generate(randomness))));
        return given.isEmpty();
      }
      NetworkKey present = NetworkKeyText.parse(SecretFile.read(file), file.toString());
      if (given.isPresent() && !given.get().secret().equals(present.secret())) {
        throw new StartRefusal(ExitStatus.CONFLICT, file + " holds another network key",
            "remove it, or keep it");
      }
      return false;
    } catch (IOException refused) {
      throw DataFolder.refusal(file, refused);
    }
  }

  private static void writeConfig(Path file, String text) throws StartRefusal {
    try {
      PrivateFiles.replace(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw DataFolder.refusal(file, refused);
    }
  }
}
