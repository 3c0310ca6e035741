package org.sheratan.edge.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.cli.shell.Terminal;
import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.RunningApi;
import org.sheratan.kernel.Bytes;

/** What one command printed and how it ended. */
record CliRun(int exit, String out, String err) {

  static CliRun of(String... arguments) {
    return with("", true, new TreeMap<>(), arguments);
  }

  static CliRun with(String input, boolean unicode, SortedMap<String, String> environment,
      String... arguments) {
    return run(input, unicode, false, environment, arguments);
  }

  /** A person types {@code input}. */
  static CliRun atATerminal(String input, String... arguments) {
    return run(input, true, true, new TreeMap<>(), arguments);
  }

  private static CliRun run(String input, boolean unicode, boolean interactive,
      SortedMap<String, String> environment, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8), unicode,
        interactive, "sheratan", environment);
    int exit = Sheratan.run(terminal, arguments);
    return new CliRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A command for the node of {@code folder}; the folder's files lead to {@code api}. */
  static CliRun against(RunningApi api, Path folder, String... arguments) throws IOException {
    leadTo(api, folder);
    return of(Stream.concat(Stream.of("--data-dir", folder.toString()), Arrays.stream(arguments))
        .toArray(String[]::new));
  }

  static void leadTo(RunningApi api, Path folder) throws IOException {
    ApiFolder files = new ApiFolder(folder);
    files.writeToken(RunningApi.TOKEN);
    files.leaveAddress(new InetSocketAddress("127.0.0.1", api.port()));
  }

  /** The one document on stdout. */
  Json.Obj json() {
    return JsonReader.readObject(Bytes.utf8(out));
  }
}
