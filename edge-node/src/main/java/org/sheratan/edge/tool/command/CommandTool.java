package org.sheratan.edge.tool.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Fields;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.RelativePath;
import org.sheratan.core.tool.local.Alarm;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;
import org.sheratan.core.tool.local.ToolReport;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * Runs one program that the operator listed: {@code {ok, action, content}} with what it printed, or {@code pages} instead, cut at
 * form feeds. What it writes to its standard error is thrown away. It ends, with all it started, when its time is over or the
 * job is stopped. One that reports hands in its progress, and gets the last checkpoint in {@link #CHECKPOINT}.
 */
public final class CommandTool implements Tool {
  private static final long MS = 1000;
  /** A shell's word for what a signal ended. */
  private static final int SIGNALED = 128;
  /** In the environment of a program that reports; empty to begin from nothing. */
  private static final String CHECKPOINT = "SHERATAN_CHECKPOINT";

  private final CommandSettings settings;
  private final Confinement confinement;
  private final Path workspace;
  private final Alarm alarm;

  /** @param workspace where it runs; files that jobs name are looked for there */
  public CommandTool(CommandSettings settings, Confinement confinement, Path workspace, Alarm alarm) {
    this.settings = settings;
    this.confinement = confinement;
    this.workspace = workspace;
    this.alarm = alarm;
  }

  @Override
  public Done run(Json.Obj params, Run run) throws ToolFailure {
    List<String> command = new ArrayList<>(List.of(settings.program().toString()));
    command.addAll(settings.arguments().of(params, this::absolute));
    Runnable alarmOff = alarm.after(settings.timeoutS() * MS,
        () -> run.cut(ToolFailure.here(FailureCode.TIMEOUT,
            settings.kind() + " is not done within " + settings.timeoutS() + " s")));
    try {
      String output = output(command, run);
      return new Done(result(output), 1);
    } catch (IOException failed) {
      run.check();
      throw ToolFailure.here(FailureCode.IO_ERROR, settings.kind() + " cannot be started or heard");
    } finally {
      alarmOff.run();
      run.endBy(() -> {});
    }
  }

  private String output(List<String> command, Run run) throws IOException, ToolFailure {
    ProcessBuilder builder = confinement
        .around(command, settings.network(), settings.timeoutS(), settings.memoryBytes())
        .directory(workspace.toFile());
    if (settings.reports()) {
      builder.environment().put(CHECKPOINT, checkpoint(run));
    }
    Process process = builder.start();
    MemoryWatch watch = new MemoryWatch(alarm, process, settings.memoryBytes(), Confinement.PROCESSES,
        much -> run.cut(ToolFailure.here(FailureCode.COMMAND_FAILED,
            settings.kind() + " was ended: " + much)));
    try (InputStream printed = process.getInputStream()) {
      run.endBy(process::destroyForcibly);
      watch.begin();
      byte[] bytes = settings.reports()
          ? new Printed(report -> handIn(report, run)).read(printed, settings.outputBytes())
          : printed.readNBytes(settings.outputBytes() + 1);
      if (bytes.length > settings.outputBytes()) {
        throw ToolFailure.everywhere(FailureCode.RESULT_TOO_LARGE,
            settings.kind() + " prints more than " + settings.outputBytes() + " bytes");
      }
      checkStatus(process.waitFor(), run);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notText) {
      throw ToolFailure.everywhere(FailureCode.NOT_TEXT,
          "what " + settings.kind() + " prints is no UTF-8 text");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw ToolFailure.here(FailureCode.STOPPED, "the node is stopping");
    } finally {
      watch.end();
      process.destroyForcibly();
    }
  }

  /** A checkpoint that no report of a program can have held is as good as none. */
  private static String checkpoint(Run run) {
    Optional<String> text = ToolReport.checkpoint(run.checkpoint());
    if (text.isEmpty() && run.checkpoint().length() > 0) {
      run.say("anew, bad checkpoint");
    }
    return text.orElse("");
  }

  private void handIn(Bytes json, Run run) {
    try {
      ToolReport report = ToolReport
          .read(Fields.of(JsonReader.readObject(json)).only(ToolReport.MEMBERS));
      run.handIn(report.done(), report.said());
    } catch (MalformedException broken) {
      run.say("a report that cannot be read");
    }
  }

  private void checkStatus(int status, Run run) throws ToolFailure {
    run.check();
    if (status != 0) {
      throw ToolFailure.here(FailureCode.COMMAND_FAILED, settings.kind() + " ended with status " + status
          + (status > SIGNALED ? ": ended by a signal, perhaps by one of its limits" : ""));
    }
  }

  private Json.Obj result(String output) {
    Json.Obj result = Tool.result(settings.kind());
    if (!settings.pages()) {
      return result.with("content", output);
    }
    // Each page ends with a form feed, the last one too.
    String pages = output.endsWith("\f") ? output.substring(0, output.length() - 1) : output;
    return result.with("pages", Json.Arr.ofTexts(List.of(pages.split("\f", -1))));
  }

  /** A regular file, without a link on the way: what a link leads to is none of the workspace. */
  private String absolute(RelativePath path) throws ToolFailure {
    Path file = workspace;
    for (String name : path.names()) {
      file = file.resolve(name);
      if (Files.isSymbolicLink(file)) {
        throw ToolFailure.here(FailureCode.SYMLINK, path + " is, or is behind, a symbolic link");
      }
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? ToolFailure.here(FailureCode.NOT_A_FILE, path + " is not a file")
          : ToolFailure.here(FailureCode.NOT_FOUND, path + " does not exist");
    }
    return file.toString();
  }
}
