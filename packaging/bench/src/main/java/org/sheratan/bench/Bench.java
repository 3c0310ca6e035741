package org.sheratan.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;

/** {@code sheratan bench NAME… [--json]}: runs benchmarks, prints their figures. */
public final class Bench {
  private static final int USAGE = 2;

  private Bench() {}

  static List<Benchmark> all() {
    return List.of(new AuditBench(), new FootprintBench(), new FrameBench(), new IdleBench(), new JobsBench(),
        new JournalBench(), new RadioBench());
  }

  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments));
    boolean json = names.remove("--json");
    if (names.contains("--help") || names.contains("-h")) {
      System.out.println(usage());
      return;
    }
    // What benchmark tools print on their own must not mix with the figures.
    PrintStream out = System.out;
    System.setOut(System.err);
    List<Figure> figures = new ArrayList<>();
    List<String> settings = new ArrayList<>(List.of(machine()));
    for (String name : names) {
      Optional<Benchmark> benchmark = all().stream().filter(known -> known.name().equals(name)).findFirst();
      if (benchmark.isEmpty()) {
        refuse("no benchmark " + name);
      }
      settings.add(name + ": " + benchmark.orElseThrow().setting());
      figures.addAll(benchmark.orElseThrow().run());
    }
    if (names.isEmpty()) {
      refuse("name a benchmark");
    }
    out.println(json ? CanonicalJson.text(json(settings, figures)) : text(settings, figures));
  }

  private static void refuse(String why) {
    System.err.println(why + ": " + usage());
    System.exit(USAGE);
  }

  static String usage() {
    return "sheratan bench NAME... [--json], NAME one of "
        + String.join(", ", all().stream().map(Benchmark::name).toList());
  }

  static Json json(List<String> settings, List<Figure> figures) {
    return Json.Obj.EMPTY.with("settings", new Json.Arr(settings.stream().<Json>map(Json.Text::new).toList()))
        .with("figures", new Json.Arr(figures.stream().map(Figure::json).toList()));
  }

  static String text(List<String> settings, List<Figure> figures) {
    return Stream.concat(settings.stream(), figures.stream().map(Figure::text))
        .collect(Collectors.joining("\n"));
  }

  private static String machine() {
    Runtime.Version java = Runtime.version();
    return "machine: " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
        + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors()
        + " processors, Java "
        + java;
  }
}
