package org.sheratan.edge.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;

/** Tests of commands that ask a node: a fake one, behind the real API. */
abstract class AgainstNode {
  @TempDir
  protected Path folder;
  protected final FakeNode node = new FakeNode();
  @AutoClose
  protected final RunningApi api = RunningApi.over(node);

  protected final CliRun run(String... arguments) throws IOException {
    return CliRun.against(api, folder, arguments);
  }

  /** A person sits at the terminal and types {@code input}. */
  protected final CliRun typing(String input, String... arguments) throws IOException {
    CliRun.leadTo(api, folder);
    return CliRun.atATerminal(input, Stream.concat(Stream.of("--data-dir", folder.toString()),
        Arrays.stream(arguments)).toArray(String[]::new));
  }
}
