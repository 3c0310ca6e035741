package org.sheratan.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.config.Config;
import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.shell.View;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Now;
import org.sheratan.kernel.WallQuality;

/** A machine that is nothing but a folder, with a node in {@code /var/lib/sheratan} that a test makes ill. */
public final class MadeUpMachine {
  public static final long WALL_MS = 4_102_444_800_000L;
  static final String EDIT = "sudoedit sheratan.toml";

  private final Path root;
  private final Map<String, Json.Obj> answers = new TreeMap<>();
  private final Map<String, String> programs = new TreeMap<>();
  private String toml = "[node]\nname = \"a\"\n";
  private String dataFolder = "/var/lib/sheratan";
  private Optional<Long> freeBytes = Optional.of(4L << 30);
  private Now now = new Now(5_000, WALL_MS, WallQuality.NTP);
  private Optional<String> user = Optional.of("sheratan");
  private int java = 25;
  private boolean starting;

  public MadeUpMachine(Path root) {
    this.root = root;
    folder("/dev");
    folder("/var/lib/sheratan/store");
  }

  public Path root() {
    return root;
  }

  /** One line for each text. */
  public MadeUpMachine file(String absolute, String... lines) {
    try {
      Files.createDirectories(at(absolute).getParent());
      Files.writeString(at(absolute), String.join("\n", lines) + "\n");
      return this;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  MadeUpMachine folder(String absolute) {
    try {
      Files.createDirectories(at(absolute));
      return this;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  public Path at(String absolute) {
    return root.resolve(absolute.substring(1));
  }

  /** Below everything else lies the partition {@code name}, device 179:2. */
  MadeUpMachine disk(String name, String options) {
    return file("/proc/self/mountinfo", "22 1 179:2 / / " + options + " shared:1 - ext4 /dev/root rw",
        "23 22 0:5 / /dev rw - devtmpfs udev rw", "this is no such line")
        .file("/sys/dev/block/179:2/uevent", "MAJOR=179", "DEVNAME=" + name, "DEVTYPE=partition");
  }

  /** Process {@code pid}, called {@code program}, has the data folder. */
  MadeUpMachine lockHeldBy(long pid, String program) throws IOException {
    file(dataFolder + "/store/lock", Long.toString(pid));
    Object inode = Files.getAttribute(at(dataFolder + "/store/lock"), "unix:ino");
    return file("/proc/locks", "1: FLOCK  ADVISORY  WRITE 77 00:19:1 0 EOF",
        "2: POSIX  ADVISORY  WRITE " + pid + " b3:02:" + inode + " 0 EOF", "broken")
        .file("/proc/" + pid + "/comm", program);
  }

  /** @param table such as {@code tcp6} */
  MadeUpMachine socket(String table, int port, long pid, String program) throws IOException {
    String inode = Long.toString(40_000 + pid);
    file("/proc/net/" + table, "  sl  local_address rem_address   st tx_queue",
        "   0: 0100007F:%04X 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 %s 1"
            .formatted(port, inode));
    file("/proc/" + pid + "/comm", program).folder("/proc/" + pid + "/fd");
    Files.createSymbolicLink(at("/proc/" + pid + "/fd/3"), Path.of("socket:[" + inode + "]"));
    return this;
  }

  public MadeUpMachine toml(String text) {
    toml = text;
    return this;
  }

  MadeUpMachine dataFolder(String absolute) {
    dataFolder = absolute;
    return folder(absolute);
  }

  MadeUpMachine starting() {
    starting = true;
    return this;
  }

  public MadeUpMachine answers(String path, String json) {
    answers.put(path, JsonReader.readObject(Bytes.utf8(json)));
    return this;
  }

  public MadeUpMachine program(String command, String output) {
    programs.put(command, output);
    return this;
  }

  MadeUpMachine free(Optional<Long> bytes) {
    freeBytes = bytes;
    return this;
  }

  MadeUpMachine clock(long wallMs, WallQuality quality) {
    now = new Now(5_000, wallMs, quality);
    return this;
  }

  MadeUpMachine user(Optional<String> name) {
    user = name;
    return this;
  }

  MadeUpMachine java(int feature) {
    java = feature;
    return this;
  }

  public Patient patient() {
    return new Patient(root, at(dataFolder), setup(), new SomeAnswers(), this::ask,
        new Patient.Space(freeBytes.map(OptionalLong::of).orElse(OptionalLong.empty()),
            OptionalLong.of(8L << 30)),
        user, now, java);
  }

  /** What the check of that name finds. */
  Finding find(String check) {
    return Examinations.of(patient()).stream().filter(found -> found.check().equals(check)).findFirst()
        .orElseThrow();
  }

  void shouldBe(Finding.State state, String check, String fact, String fix) {
    Finding found = find(check);
    assertEquals(new Finding(check, state, fact, fix), found);
  }

  private Optional<String> ask(String... command) {
    String asked = String.join(" ", command);
    return programs.entrySet().stream().filter(known -> asked.startsWith(known.getKey()))
        .map(Map.Entry::getValue).findFirst();
  }

  private Patient.Setup setup() {
    try {
      Config config = ConfigReader.parse(at(dataFolder + "/sheratan.toml"), toml);
      return new Patient.Setup(Optional.of(config), "", "", EDIT, false);
    } catch (ConfigException wrong) {
      return new Patient.Setup(Optional.empty(), wrong.getMessage(), "", EDIT, false);
    }
  }

  private final class SomeAnswers implements Answers {
    @Override
    public Optional<View> get(String path) {
      return Optional.ofNullable(answers.get(path)).map(View::new);
    }

    @Override
    public boolean starting() {
      return starting;
    }

    @Override
    public Optional<Silence> silence() {
      return answers.isEmpty()
          ? Optional.of(new Silence("no node runs there", "sheratan run", false))
          : Optional.empty();
    }
  }

  /** For messages of failed tests. */
  @Override
  public String toString() {
    return Arrays.toString(Examinations.of(patient()).toArray());
  }
}
