package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.core.tool.ToolEvent;
import org.sheratan.core.tool.ToolOrder;
import org.sheratan.core.tool.ToolRunner;
import org.sheratan.core.wire.ValueCodec;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.MalformedException;

/**
 * Runs the tools of one workspace, and whatever else it is given, on the executor's threads. Every run ends with exactly one
 * event.
 */
public final class LocalToolRunner implements ToolRunner {
  private static final List<String> WITHOUT_FILES = List.of("ping", "system_info");
  private static final List<String> OF_FILES = List.of("hash_files", "list_files", "read_file",
      "read_file_batch", "rewrite_file", "walk_tree", "write_file");
  /** What it runs by itself, where Java can. */
  public static final List<String> KINDS = Stream.of(WITHOUT_FILES, OF_FILES).flatMap(List::stream).toList();

  private final Executor executor;
  private final ToolCatalog catalog;
  private final ToolLimits limits;
  private final Clock clock;
  private final IoLimiter limiter;
  private final Map<String, Tool> tools = new TreeMap<>();
  private final Map<ToolOrder, Run> running = new ConcurrentHashMap<>();

  /**
   * @param executor may refuse; the run then fails as {@code busy}
   * @param workspace an existing folder; the only one the tools see
   * @param more tools that need no workspace, by their kinds
   * @param catalog has the kinds of all of them
   * @throws IOException when {@code workspace} is no folder
   */
  public LocalToolRunner(Executor executor, Path workspace, ToolLimits limits, Clock clock, Pause pause,
      ToolCatalog catalog, SortedMap<String, Tool> more) throws IOException {
    this(executor, workspace, limits, clock, pause, Path.of("/"), catalog);
    tools.putAll(more);
  }

  LocalToolRunner(Executor executor, Path workspace, ToolLimits limits, Clock clock, Pause pause,
      Path systemRoot, ToolCatalog catalog)
      throws IOException {
    this.executor = executor;
    this.catalog = catalog;
    this.limits = limits;
    this.clock = clock;
    this.limiter = new IoLimiter(limits.ioBytesPerSecond(), clock, pause);
    Path root = workspace.toRealPath();
    if (!Files.isDirectory(root)) {
      throw new IOException("the workspace " + workspace + " is not a folder");
    }
    Workspace jail = new Workspace(root);
    Set<Path> stamps = ConcurrentHashMap.newKeySet();
    Replacement replacement = new Replacement(jail, limits, stamps);
    tools.put("ping", (params, run) -> new Tool.Done(Tool.result("ping").with("message", "pong"), 1));
    tools.put("system_info", new SystemInfoTool(root, systemRoot));
    tools.put("list_files", new ListTool(jail, limits));
    tools.put("walk_tree", new ListTool(jail, limits));
    tools.put("read_file", new ReadTool(jail, limits));
    tools.put("read_file_batch", new BatchTool(jail, limits));
    tools.put("write_file", new WriteTool(jail, limits, replacement));
    tools.put("rewrite_file", new RewriteTool(replacement));
    tools.put("hash_files", new HashTool(jail, limits));
  }

  /**
   * Which kinds run in a workspace there: those that touch files only where Java opens them relative to a folder, for
   * otherwise a link that is swapped in time would lead out of it.
   *
   * @param there any folder of the same file system
   */
  public static List<String> runnable(Path there) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(there)) {
      List<String> kinds = new ArrayList<>(WITHOUT_FILES);
      kinds.addAll(stream instanceof SecureDirectoryStream<Path> ? OF_FILES : List.of());
      return kinds;
    }
  }

  @Override
  public void start(ToolOrder order, Consumer<ToolEvent> events) {
    Run run = new Run(order, limiter, clock, events);
    if (running.putIfAbsent(order, run) != null) {
      return;
    }
    try {
      executor.execute(() -> run(run, events));
    } catch (RejectedExecutionException full) {
      running.remove(order);
      events
          .accept(failed(order, ToolFailure.here(FailureCode.BUSY, "no thread is free for " + order.kind())));
    }
  }

  @Override
  public void stop(ToolOrder order) {
    Run run = running.get(order);
    if (run != null) {
      run.stop();
    }
  }

  /** The node stops: no program is to outlive it. */
  public void stopAll() {
    running.values().forEach(Run::stop);
  }

  private void run(Run run, Consumer<ToolEvent> events) {
    ToolOrder order = run.order();
    ToolEvent end = failed(order, ToolFailure.here(FailureCode.INTERNAL, order.kind() + " broke off"));
    try {
      end = finished(run);
    } catch (ToolFailure failure) {
      end = failed(order, failure);
    } catch (MalformedException broken) {
      end = failed(order, ToolFailure.everywhere(FailureCode.INVALID, broken.getMessage()));
    } catch (IOException failed) {
      end = failed(order, run.cutFor().orElseGet(() -> ToolFailure.of(failed, subject(order))));
    } finally {
      // Also on the way of a bug: the owner must hear of it before the thread's handler does.
      running.remove(order);
      events.accept(end);
    }
  }

  private ToolEvent finished(Run run) throws IOException, ToolFailure {
    ToolOrder order = run.order();
    Tool tool = tools.get(order.kind());
    if (tool == null) {
      throw ToolFailure.here(FailureCode.UNKNOWN_KIND, "this node does not run " + order.kind());
    }
    run.check();
    Tool.Done done = tool.run(checked(order), run);
    int resultBytes = ValueCodec.encode(done.result()).length();
    if (resultBytes > limits.resultBytes()) {
      throw ToolFailure.everywhere(FailureCode.RESULT_TOO_LARGE,
          "the result has " + resultBytes + " bytes, the limit is " + limits.resultBytes());
    }
    return new ToolEvent.Finished(order.job(), order.attempt(), done.result(), done.units());
  }

  /** As the tool is to see them; nobody's word is taken for it that they were checked before. */
  private Json.Obj checked(ToolOrder order) {
    return catalog.find(order.kind()).orElseThrow().check(order.params());
  }

  private static ToolEvent failed(ToolOrder order, ToolFailure failure) {
    return failure.lost()
        ? new ToolEvent.Lost(order.job(), order.attempt())
        : new ToolEvent.Failed(order.job(), order.attempt(), failure.code(), failure.getMessage(),
            failure.retryElsewhere());
  }

  /** What the submitter named, for messages about files. */
  private static String subject(ToolOrder order) {
    for (String name : new String[]{"rel_path", "path", "root", "root_path", "project_root"}) {
      if (order.params().get(name) instanceof Json.Text text && !text.value().isEmpty()) {
        return text.value();
      }
    }
    return "the workspace";
  }
}
