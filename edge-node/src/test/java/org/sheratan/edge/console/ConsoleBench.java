package org.sheratan.edge.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.access.Access;
import org.sheratan.edge.access.AccessRecord;
import org.sheratan.edge.console.line.PaperTerminal;
import org.sheratan.edge.console.report.Asker;
import org.sheratan.edge.console.report.Facts;
import org.sheratan.edge.console.report.Hotspot;
import org.sheratan.edge.console.report.Machine;
import org.sheratan.edge.daemon.ExitStatus;
import org.sheratan.edge.shell.CommandFailure;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;
import org.sheratan.kernel.Now;

/** A session in virtual time over a node that answers as a test says; errands end when the test lets them. */
final class ConsoleBench implements Asker, Machine, Errands, Recovery {
  final SortedMap<String, String> answers = new TreeMap<>();
  final List<String> asked = new ArrayList<>();
  final List<String> bodies = new ArrayList<>();
  /** What recovery was asked for. */
  final List<String> recovered = new ArrayList<>();
  final List<String> spared = new ArrayList<>();
  boolean diskFull;
  /** Thrown by whoever asks the node. */
  Optional<Error> broken = Optional.empty();
  final PaperTerminal terminal = new PaperTerminal();
  private final Random random = new Random(11);
  private long nowMs = 1_000;
  final Access access;
  final ConsoleSession session;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final List<Integer> abandoned = new ArrayList<>();
  private boolean patient;
  private boolean nodeUp = true;

  ConsoleBench() {
    this(Optional.empty());
  }

  /** A node at which nobody can sign in. */
  ConsoleBench(Access.Barred barred) {
    this(Optional.of(barred));
  }

  private ConsoleBench(Optional<Access.Barred> barred) {
    Clock clock = () -> Now.monotonic(nowMs);
    access = barred.map(why -> Access.barred(why, this::draw, clock))
        .orElseGet(() -> new Access(record -> {}, AccessRecord.FRESH, this::draw, clock));
    session = new ConsoleSession(parts(), this);
    answers.put("/api/v1/status",
        """
            {"name":"node-a","short_name":"ab12cd34","fingerprint":"0011","accepting":true,"peers":2,"jobs_queued":0,"jobs_held":0,
             "jobs_running":1,"jobs_completed":7,"uptime_s":75,"epoch":3,
             "clock":{"quality":"none","machine_wrong":false}}""");
    answers.put("/api/v1/links", """
        {"links":[{"name":"udp","state":"up"},{"name":"lora0","state":"down"}]}""");
  }

  private Bytes draw(int length) {
    byte[] drawn = new byte[length];
    random.nextBytes(drawn);
    return Bytes.copyOf(drawn);
  }

  ConsoleParts parts() {
    return new ConsoleParts(new Facts(this, this, true), access, this, false);
  }

  /** Sets a password on the way. */
  void signIn() {
    String code = access.setupCode().orElseThrow();
    type("login\r" + code + "\rlong enough\rlong enough\r");
  }

  /** Errands end only by {@link #finish}. */
  void holdErrands() {
    patient = true;
  }

  void finish() {
    while (!waiting.isEmpty()) {
      waiting.poll().run();
    }
    show();
  }

  void nodeStarting() {
    nodeUp = false;
  }

  void nodeStarted() {
    nodeUp = true;
    session.onNews();
    show();
  }

  void open() {
    session.onOpen();
    show();
  }

  void type(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    session.onBytes(bytes, bytes.length);
    pass(0);
  }

  void pass(long ms) {
    nowMs += ms;
    session.poll(nowMs);
    show();
  }

  /** Until everything typed has been answered. */
  void passLong() {
    for (int count = 0; count < 20; count++) {
      pass(10_000);
    }
  }

  /** The rows printed by {@code command}, without the prompts around them. */
  List<String> run(String command) {
    int before = terminal.rows().size();
    type(command + "\r");
    List<String> rows = terminal.rows();
    return rows.subList(before, rows.size() - 1);
  }

  List<Integer> abandonedErrands() {
    return abandoned;
  }

  private void show() {
    terminal.print(new String(session.takeOutput(), StandardCharsets.UTF_8));
  }

  @Override
  public void start(int number, Work work) {
    Runnable run = () -> {
      try {
        session.onDone(number, Outcome.of(work.run()));
      } catch (CommandFailure failure) {
        session.onDone(number, Outcome.of(failure));
      }
    };
    waiting.add(run);
    if (!patient) {
      waiting.removeLast();
      run.run();
    }
  }

  @Override
  public void abandon(int number) {
    abandoned.add(number);
  }

  @Override
  public boolean starting() {
    return !nodeUp;
  }

  @Override
  public View get(String target) throws CommandFailure {
    return answer("GET " + target, target);
  }

  @Override
  public View post(String target, Json.Obj body) throws CommandFailure {
    bodies.add(CanonicalJson.text(body));
    return answer("POST " + target, target);
  }

  private View answer(String call, String target) throws CommandFailure {
    asked.add(call);
    if (broken.isPresent()) {
      throw broken.get();
    }
    if (!nodeUp) {
      throw new CommandFailure(ExitStatus.UNREACHABLE, "starting", "");
    }
    String known = answers.get(target);
    if (known == null) {
      throw new CommandFailure(ExitStatus.NOT_FOUND, "this node has no radio", "");
    }
    return new View(JsonReader.readObject(Bytes.utf8(known)));
  }

  @Override
  public String name() {
    return "node-a";
  }

  @Override
  public String dataFolder() {
    return "/var/lib/sheratan";
  }

  @Override
  public OptionalLong freeBytes() {
    return OptionalLong.of(28_024_438_784L);
  }

  @Override
  public List<String> addresses() {
    return List.of("eth0 192.168.1.7");
  }

  @Override
  public Optional<String> web() {
    return Optional.of("http://node-a.local:8081");
  }

  @Override
  public Optional<Hotspot> hotspot() {
    return Optional
        .of(new Hotspot("node-a", "83a1-0c5f-9be2-447d", "10.83.72.1", Hotspot.State.UP));
  }

  @Override
  public boolean safeMode() {
    return false;
  }

  @Override
  public void safeMode(boolean on) throws IOException {
    keep("safe-mode " + on);
  }

  @Override
  public void factoryReset() throws IOException {
    keep("factory-reset");
  }

  @Override
  public List<String> spared() {
    return spared;
  }

  @Override
  public void restart() {
    recovered.add("restart");
  }

  @Override
  public boolean startsAgain() {
    return false;
  }

  private void keep(String what) throws IOException {
    if (diskFull) {
      throw new IOException("no space left on device");
    }
    recovered.add(what);
  }
}
