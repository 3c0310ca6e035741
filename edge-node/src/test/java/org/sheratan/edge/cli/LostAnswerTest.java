package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.edge.http.ApiFolder;
import org.sheratan.edge.http.FakeNode;
import org.sheratan.edge.http.RunningApi;

/** Nodes that take a request and close the connection, as one under heavy load did to a submission. */
class LostAnswerTest {
  private static final Pattern KEY = Pattern.compile("Idempotency-Key: (\\S+)");
  @TempDir
  private Path folder;
  private final List<String> requests = new ArrayList<>();
  private ServerSocket node;

  @BeforeEach
  void listen() throws IOException {
    node = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    ApiFolder files = new ApiFolder(folder);
    files.writeToken(RunningApi.TOKEN);
    files.leaveAddress(new InetSocketAddress("127.0.0.1", node.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    node.close();
  }

  /** The command's run, while the node loses the first {@code lost} requests and answers the next. */
  private CliRun run(int lost, String... command) throws Exception {
    Thread serving = Thread.startVirtualThread(() -> serve(lost));
    String[] arguments = new String[command.length + 2];
    System.arraycopy(command, 0, arguments, 0, command.length);
    arguments[command.length] = "--data-dir";
    arguments[command.length + 1] = folder.toString();
    CliRun run = CliRun.of(arguments);
    node.close();
    serving.join();
    return run;
  }

  private void serve(int lost) {
    try {
      for (int count = 0; count <= lost; count++) {
        try (Socket client = node.accept()) {
          requests.add(read(client.getInputStream()));
          if (count == lost) {
            String body = "{\"id\":\"" + FakeNode.jobId(1) + "\",\"jobs\":[]}";
            client.getOutputStream().write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII));
          }
        }
      }
    } catch (IOException closed) {
      // The command asked no more.
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\r\n\r\n")) {
      int letter = in.read();
      if (letter < 0) {
        return text.toString();
      }
      text.append((char) letter);
    }
    Pattern length = Pattern.compile("Content-Length: (\\d+)");
    int bytes = length.matcher(text).results().findFirst().map(found -> Integer.parseInt(found.group(1)))
        .orElse(0);
    in.readNBytes(bytes);
    return text.toString();
  }

  private List<String> keys() {
    return requests.stream().flatMap(request -> KEY.matcher(request).results())
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  @Test
  void shouldSubmitOnceMoreUnderTheSameKey() throws Exception {
    CliRun run = run(1, "job", "submit", "--kind", "ping");
    assertEquals(0, run.exit(), run.err());
    assertEquals(FakeNode.jobId(1) + "\n", run.out());
    assertEquals(2, requests.size());
    assertEquals(keys().get(0), keys().get(1));
  }

  @Test
  void shouldNameTheKeyWhenTheAnswerIsLostAgain() throws Exception {
    CliRun run = run(2, "job", "submit", "--kind", "ping", "--idempotency-key", "mine");
    assertEquals(3, run.exit());
    assertTrue(run.err().startsWith("error: lost the node at "), run.err());
    assertTrue(
        run.err().endsWith("Try: the same command with --idempotency-key mine, which makes no second one\n"),
        run.err());
    assertEquals(List.of("mine", "mine"), keys());
  }

  @Test
  void shouldAskOnceMoreWhatChangesNothing() throws Exception {
    assertEquals(0, run(1, "job", "list").exit());
    assertEquals(2, requests.size());
  }

  @Test
  void shouldNotRepeatWhatMayHaveHadItsEffect() throws Exception {
    CliRun run = run(1, "job", "cancel", FakeNode.jobId(1).toString());
    assertEquals(3, run.exit());
    assertEquals(1, requests.size());
    assertTrue(run.err().contains("Try: sheratan status --data-dir " + folder), run.err());
  }
}
