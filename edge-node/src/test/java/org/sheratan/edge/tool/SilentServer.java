package org.sheratan.edge.tool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.local.Tool;

/** A server that begins to answer, and then says nothing more for as long as a test wants. */
public final class SilentServer implements AutoCloseable {
  private final CountDownLatch began = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final FakeServer server;

  private SilentServer(String begins) throws IOException {
    server = new FakeServer((request, out) -> say(begins, out));
  }

  /**
   * Asserts that a tool which waits for such a server ends when it is stopped, and when its time is over.
   *
   * @param tool one that asks the server at the URL given, which ends with its port
   * @param params for a server at the URL given
   */
  public static void assertEnds(Path workspace, HandAlarm alarm, String begins, String kind,
      Function<String, Tool> tool, Function<String, String> params)
      throws IOException, InterruptedException {
    for (boolean stopped : List.of(true, false)) {
      try (SilentServer silent = new SilentServer(begins)) {
        String url = silent.server.url("");
        ToolRig rig = new ToolRig(workspace, task -> Thread.ofVirtual().start(task), ToolCatalog.standard(),
            kind, tool.apply(url));
        ToolOrder order = rig.start(kind, params.apply(url));
        silent.began.await();
        if (stopped) {
          rig.stop(order);
        } else {
          alarm.fire();
        }
        rig.failed(stopped ? FailureCode.STOPPED : FailureCode.TIMEOUT);
      }
    }
  }

  private void say(String begins, OutputStream out) throws IOException {
    out.write(begins.getBytes(StandardCharsets.US_ASCII));
    began.countDown();
    try {
      over.await();
    } catch (InterruptedException ending) {
      throw new IOException(ending);
    }
  }

  @Override
  public void close() throws IOException {
    over.countDown();
    server.close();
  }
}
