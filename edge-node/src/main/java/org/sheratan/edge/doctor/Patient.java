package org.sheratan.edge.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.sheratan.edge.config.ClosedFolder;
import org.sheratan.edge.config.Config;
import org.sheratan.kernel.Now;

/**
 * A node and the machine around it, as far as a check may look: everything is reached through here, so that tests make
 * it up.
 *
 * @param root of the file system
 * @param folder the node's data folder, whether it is there or not
 * @param setup its configuration
 * @param user whom the data folder belongs to: that is who runs the node; empty where nobody says
 * @param java feature version of the running one, such as 25
 */
public record Patient(Path root, Path folder, Setup setup, Answers node, Programs programs, Space space,
    Optional<String> user, Now now, int java) {
  private static final String SERVICE = "/var/lib/sheratan";

  /**
   * @param config empty when it cannot be used
   * @param trouble why; empty when it can
   * @param fix the next command then
   * @param edit the command that opens the configuration for writing
   * @param closed this user may not read it: it may well be good
   */
  public record Setup(Optional<Config> config, String trouble, String fix, String edit, boolean closed) {}

  /** Of the disk under the data folder; empty where nobody says. */
  public record Space(OptionalLong freeBytes, OptionalLong totalBytes) {}

  SystemTree system() {
    return new SystemTree(root);
  }

  /** Whether this user may not look into the data folder: nothing in it can be called missing then. */
  boolean closed() {
    return ClosedFolder.hides(folder.resolve("store"));
  }

  /** Whether this is the node that the package's service runs. */
  boolean ofService() {
    return folder.toAbsolutePath().normalize().equals(system().at(SERVICE).toAbsolutePath().normalize());
  }

  /** How to start it again. */
  String restart() {
    return ofService() ? "sudo systemctl restart sheratan-edge" : "sheratan run";
  }

  /** A command as whom the node belongs to has to type it: the service's folder is closed to others. */
  String asOwner(String command) {
    return ofService() ? "sudo " + command : command;
  }

  /** Where the data folder is, seen from {@link #root}. */
  Path inside() {
    return root.toAbsolutePath().normalize().relativize(folder.toAbsolutePath().normalize());
  }

  /** Which board this is; empty where the system does not tell. */
  public Optional<String> model() {
    return system().line("/proc/device-tree/model");
  }

  public Optional<String> hostName() {
    return system().line("/proc/sys/kernel/hostname");
  }

  Optional<Config.Radio> radio() {
    return setup.config().map(Config::radio).filter(Config.Radio::enabled);
  }

  /** The kernel lists who holds the lock (proc_locks(5)); empty when nobody does, or it does not list any. */
  Optional<Long> lockHolder() {
    try {
      Object inode = Files.getAttribute(folder.resolve("store").resolve("lock"), "unix:ino");
      return locks().stream().map(line -> line.strip().split("\\s+"))
          .filter(words -> words.length >= 6 && words[5].endsWith(":" + inode))
          .filter(words -> words[4].matches("[0-9]{1,18}")).map(words -> Long.parseLong(words[4]))
          .findFirst();
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException untold) {
      return Optional.empty();
    }
  }

  boolean listsLocks() {
    return system().has("/proc/locks");
  }

  private List<String> locks() {
    return system().lines("/proc/locks");
  }

  /** Likewise, told from other Java programs when it is a node; who sees two nodes looks for a second one, not for Java. */
  String server(long pid) {
    String program = program(pid);
    boolean node = program.equals("java")
        && system().line("/proc/" + pid + "/cmdline").filter(arguments -> arguments.contains("sheratan"))
            .isPresent();
    return node ? "another Sheratan node" : program;
  }

  /** The name of a running program, never its arguments: secrets may be among them. */
  String program(long pid) {
    return system().line("/proc/" + pid + "/comm").orElse("a program without a name");
  }
}
