package org.sheratan.edge.cli.doctor;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.sheratan.core.json.Json;
import org.sheratan.core.store.disk.PlainFile;
import org.sheratan.core.store.disk.PrivateFiles;
import org.sheratan.edge.bundle.Bundle;
import org.sheratan.edge.cli.shell.FileTrouble;
import org.sheratan.edge.cli.shell.NodeCommand;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.cli.shell.Session;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.doctor.Patient;
import org.sheratan.edge.doctor.SecretFiles;
import org.sheratan.edge.http.node.BuildVersion;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

@Command(name = "support-bundle", description = {
    "Write a ZIP file for whoever helps you: configuration, status, links, neighbors, doctor, log and versions, without secrets,"
        + " names, addresses and words of messages.",
    "Sends nothing; works on a node that is down. docs/doctor.md says what is in it."}, footer = {"",
        "Examples:", "  sheratan support-bundle support.zip",
        "  sheratan support-bundle support.zip --log node.log --data-dir ~/node-a"})
public final class SupportBundleCommand extends NodeCommand {
  private static final Pattern NAMED = Pattern.compile("[a-z_]{1,20}=([^=].*)");
  private static final Pattern PEM_FRAME = Pattern.compile("-----|^(PRIVATE|KEY|CERTIFICATE)$");
  private static final int MAX_SECRET_BYTES = 64 * 1024;
  private static final int LOG_LINES = 400;
  private static final int MAX_LOG_BYTES = 1 << 20;

  @Parameters(paramLabel = "FILE", description = "A new file, such as support.zip.")
  private Path file;
  @Option(names = "--log", paramLabel = "LOG", description = "Where the node's standard error goes. Default: what the running node says, else the journal of the service sheratan-edge.")
  private Path log;

  public SupportBundleCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitStatus run(Output output) throws CommandFailure {
    if (!file.toString().endsWith(".zip")) {
      throw new CommandFailure(ExitStatus.USAGE, file + ": expected a name that ends in .zip",
          "sheratan support-bundle support.zip");
    }
    if (Files.exists(file)) {
      throw new CommandFailure(ExitStatus.CONFLICT, file + " is there already", "another name");
    }
    Patient patient = ThisMachine.patient(session());
    Bundle bundle = Bundle.of(patient, secrets(patient), names(patient), versions(patient),
        logLines(patient));
    byte[] zip = bundle.zip();
    try {
      PrivateFiles.replace(file, zip);
    } catch (IOException unwritten) {
      throw new CommandFailure(ExitStatus.FAILURE, file + " cannot be written: " + unwritten.getMessage(),
          "");
    }
    output.line(Printable.of(file.toString()) + ", " + zip.length + " bytes, holds "
        + String.join(", ", bundle.names()));
    output.line("Nothing was sent. Look through it before you pass it on.");
    output.document(Json.Obj.EMPTY.with("file", file.toString()).with("bytes", zip.length)
        .with("holds", Json.Arr.ofTexts(bundle.names())).with("sent", false));
    return ExitStatus.OK;
  }

  /** What is in the node's secret files, word by word. One that is closed to us cannot have reached what we read either. */
  private static List<String> secrets(Patient patient) {
    List<String> secrets = new ArrayList<>();
    for (Path secret : SecretFiles.files(patient)) {
      try {
        String text = new String(PlainFile.read(secret, MAX_SECRET_BYTES), StandardCharsets.ISO_8859_1);
        Stream.of(text.split("\\s+")).map(SupportBundleCommand::value).forEach(secrets::add);
      } catch (IOException closed) {
        continue;
      }
    }
    return secrets;
  }

  /** Of {@code name=value} the value: the name is a word that may stand anywhere. So are those that frame a PEM file. */
  private static String value(String word) {
    Matcher named = NAMED.matcher(word);
    return named.matches() ? named.group(1) : PEM_FRAME.matcher(word).find() ? "" : word;
  }

  private List<String> names(Patient patient) {
    return List.of(System.getProperty("user.name", ""), patient.hostName().orElse(""),
        session().terminal().environment().getOrDefault("COMPUTERNAME", ""));
  }

  private static Json.Obj versions(Patient patient) {
    return Json.Obj.EMPTY.with("version", BuildVersion.text()).with("java", Runtime.version().toString())
        .with("java_vendor", System.getProperty("java.vendor", "unknown"))
        .with("os", System.getProperty("os.name", "unknown"))
        .with("os_version", System.getProperty("os.version", "unknown"))
        .with("arch", System.getProperty("os.arch", "unknown"))
        .with("model", patient.model().orElse("unknown"));
  }

  private List<String> logLines(Patient patient) throws CommandFailure {
    if (log == null) {
      Optional<View> told = patient.node().get("/api/v1/log");
      if (told.isPresent()) {
        return told.get().objects("lines").stream().map(line -> line.text("text")).toList();
      }
      Optional<String> journal = patient.programs().ask("journalctl", "-u", "sheratan-edge", "-n",
          Integer.toString(LOG_LINES), "--no-pager", "-o", "cat");
      return journal.orElse("").lines().toList();
    }
    try {
      PlainFile.require(log);
    } catch (IOException odd) {
      throw new CommandFailure(ExitStatus.NOT_FOUND, FileTrouble.of(odd), "");
    }
    try (var channel = Files.newByteChannel(log)) {
      channel.position(Math.max(0, channel.size() - MAX_LOG_BYTES));
      return new String(Channels.newInputStream(channel).readNBytes(MAX_LOG_BYTES),
          StandardCharsets.UTF_8).lines().toList();
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitStatus.NOT_FOUND, log + " cannot be read", "");
    }
  }
}
