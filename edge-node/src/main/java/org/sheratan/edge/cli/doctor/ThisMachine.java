package org.sheratan.edge.cli.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.daemon.SystemClock;
import org.sheratan.edge.doctor.Patient;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.wiring.DataFolder;
import org.sheratan.edge.wiring.Run;
import org.sheratan.edge.wiring.StartRefusal;

/** The machine this program runs on, and the node that a command is for. */
final class ThisMachine {
  private ThisMachine() {}

  static Patient patient(Session session) throws CommandFailure {
    if (session.givenApi()) {
      throw new CommandFailure(ExitStatus.USAGE,
          "--api leads elsewhere, but this looks at files of its own machine",
          "the same on that machine, without --api");
    }
    Path folder = session.dataFolder();
    Path file = session.configFile().orElse(new DataFolder(folder).configFile());
    Path root = Optional.ofNullable(folder.toAbsolutePath().getRoot()).orElse(Path.of("/"));
    return new Patient(root, folder, setup(file), new ApiAnswers(session, folder), new LocalPrograms(),
        space(folder),
        owner(folder), new SystemClock().now(), Runtime.version().feature());
  }

  private static Patient.Setup setup(Path file) {
    try {
      return new Patient.Setup(Optional.of(Run.configuration(file)), "", "", edit(file), false);
    } catch (StartRefusal refused) {
      return new Patient.Setup(Optional.empty(), refused.getMessage(), refused.fix(), edit(file),
          refused.status() == ExitStatus.AUTH);
    }
  }

  private static String edit(Path file) {
    String quoted = Session.quoted(file.toString());
    if (System.getProperty("os.name").startsWith("Windows")) {
      return "notepad " + quoted;
    }
    return (Files.isWritable(file) ? "nano " : "sudoedit ") + quoted;
  }

  private static Optional<String> owner(Path folder) {
    try {
      return Optional.of(Files.getOwner(folder).getName());
    } catch (IOException | UnsupportedOperationException untold) {
      return Optional.empty();
    }
  }

  private static Patient.Space space(Path folder) {
    try {
      FileStore store = Files.getFileStore(folder);
      return new Patient.Space(OptionalLong.of(store.getUsableSpace()),
          OptionalLong.of(store.getTotalSpace()));
    } catch (IOException untold) {
      return new Patient.Space(OptionalLong.empty(), OptionalLong.empty());
    }
  }
}
