package org.sheratan.edge.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.shell.Output;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.Amounts;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.Printable;
import org.sheratan.edge.shell.View;

/** What happens in the demo, told while it happens. Nothing in it is played: every line is read from the nodes. */
final class DemoStory {
  private static final int HASH_SECONDS = 3;
  private static final int SHORT_HASH_CHARS = 16;

  private final DemoNodes nodes;
  private final DemoFolder folder;
  private final Output output;
  private final List<DemoOutcome.Done> done = new ArrayList<>();

  DemoStory(DemoNodes nodes, DemoFolder folder, Output output) {
    this.nodes = nodes;
    this.folder = folder;
    this.output = output;
  }

  DemoOutcome tell() throws CommandFailure, IOException {
    long startMs = nodes.clock().now().monoMs();
    Path text = realText();
    open(text);
    readAFile(text.getFileName().toString());
    askAboutTheMachine();
    survive();
    DemoOutcome outcome = new DemoOutcome(DemoNodes.NAMES.size(), List.copyOf(done),
        (nodes.clock().now().monoMs() - startMs) / 1000.0);
    output.line("");
    output.line("%d jobs completed, %d receipts verified, %d moved after a kill, in %s".formatted(
        done.size(), outcome.verified(), outcome.reassigned(), Amounts.duration(outcome.seconds())));
    return outcome;
  }

  /** Leaves everything running until Ctrl-C. */
  void stay() throws IOException {
    for (String worker : DemoNodes.WORKERS) {
      if (!nodes.node(worker).alive()) {
        nodes.start(worker);
        output.line(worker + " is started again, as process " + nodes.node(worker).pid());
      }
    }
    String program = DemoNode.program().getFirst();
    output.line("");
    output.line("The nodes keep running. In another terminal:");
    output.line("  export SHERATAN_HOME=" + nodes.node(DemoNodes.GATEWAY).folder());
    output.line("  " + program + " node list");
    output.line("  " + program + " job submit --kind list_files --wait");
    output.line("  " + program + " page     shows the address of the status page and a code to enter it");
    output.line("Ctrl-C stops them and removes " + folder.root() + ".");
    while (true) {
      nodes.pause(Long.MAX_VALUE);
    }
  }

  private void open(Path text) throws CommandFailure, IOException {
    output.line(
        "Three nodes on this machine, each a process with a data folder of its own. They know nothing of");
    output.line("each other but a network key, and speak only UDP, here over the loopback interface.");
    output.line("");
    nodes.prepare(text, DemoFolder.ownJars(System.getProperty("java.class.path")), HASH_SECONDS);
    long startMs = nodes.clock().now().monoMs();
    for (String name : DemoNodes.NAMES) {
      nodes.start(name);
      output.line("  %-9s process %-7d %s".formatted(name, nodes.node(name).pid(),
          name.equals(DemoNodes.GATEWAY)
              ? "runs none of these jobs itself"
              : "offers its tools on a folder of files"));
    }
    nodes.awaitNeighbors();
    output
        .line("  found each other in " + Amounts.duration((nodes.clock().now().monoMs() - startMs) / 1000.0));
  }

  private void readAFile(String name) throws CommandFailure {
    title("read_file " + name + ", submitted to the gateway: it asks for bids, the best one wins");
    View job = jobs()
        .completed(submit("read_file", Json.Obj.EMPTY.with("path", name).with("full_content", true)));
    String content = job.object("result").map(result -> result.text("content")).orElse("");
    settle(job, false, "\"" + Printable.of(content.lines().findFirst().orElse("")) + "\" and "
        + Math.max(0, content.lines().count() - 1) + " more lines");
  }

  private void askAboutTheMachine() throws CommandFailure {
    title("system_info");
    View job = jobs().completed(submit("system_info", Json.Obj.EMPTY));
    View result = job.object("result").orElse(new View(Json.Obj.EMPTY));
    settle(job, false, Printable.of(result.text("os") + " " + result.text("os_version") + ", "
        + result.text("cpus") + " processors, Java " + result.text("java_version")));
  }

  private void survive() throws CommandFailure, IOException {
    title("hash_files of everything, slowed down by the limit that spares SD cards");
    View job = jobs().underWay(submit("hash_files", Json.Obj.EMPTY.with("root", ".")));
    String victim = job.text("worker");
    output.line("   %s is working, %d %% done".formatted(victim, Math.round(100 * job.number("progress"))));
    nodes.node(victim).kill();
    output.line("   kill -9 %d: %s is gone; once its lease is over, the job is awarded again".formatted(
        nodes.node(victim).pid(), victim));
    View after = jobs().completed(job);
    View result = after.object("result").orElse(new View(Json.Obj.EMPTY));
    String hash = result.text("sha256");
    boolean right = hash.equals(DemoFolder.treeHash(nodes.workspace(victim)));
    settle(after, !after.text("worker").equals(victim) && after.number("reassigned") >= 1,
        "%s files, %s bytes, SHA-256 %s..., %s".formatted(result.text("count"), result.text("bytes"),
            hash.substring(0, Math.min(SHORT_HASH_CHARS, hash.length())),
            right ? "the same as counted here" : "NOT the same as counted here"));
    if (!right) {
      throw new CommandFailure(ExitStatus.FAILURE, "hash_files gave a wrong hash", "");
    }
  }

  private void title(String text) {
    output.line("");
    output.line((done.size() + 1) + ". " + text);
  }

  private View submit(String kind, Json.Obj params) throws CommandFailure {
    View job = jobs().submit(kind, params);
    output.line("   job " + job.text("id") + " accepted: it is on the gateway's disk");
    return job;
  }

  private DemoJobs jobs() throws CommandFailure {
    return new DemoJobs(nodes.node(DemoNodes.GATEWAY).api(), nodes.clock(), nodes::pause);
  }

  private void settle(View job, boolean afterKill, String result) {
    boolean verified = DemoJobs.verified(job);
    output.line(
        "   %s; %s ran it, attempt %s; completed after %s".formatted(Amounts.count(job.text("bids"), "bid"),
            job.text("worker"), job.text("attempt"), Amounts.duration(job.number("took_s"))));
    output.line("   result: " + result);
    output.line("   receipt by %s: ".formatted(job.text("worker"))
        + (verified ? "the signature holds, and covers this result" : "NOT VALID"));
    done.add(new DemoOutcome.Done(job.text("id"), job.text("kind"), job.text("worker"),
        (int) job.number("attempt"), verified, afterKill));
  }

  /** A text that is on every such machine: this project's readme, its license in the package, or else what Debian says about itself. */
  private static Path realText() throws IOException {
    Path launcher = Path.of(System.getProperty("sheratan.launcher", "/usr/bin/sheratan"));
    for (Path candidate : List.of(launcher.resolveSibling("README.md"),
        Path.of("/usr/share/doc/sheratan-edge/copyright"),
        Path.of("/etc/os-release"))) {
      if (Files.isRegularFile(candidate)) {
        return candidate;
      }
    }
    throw new IOException("no text file to read was found");
  }
}
