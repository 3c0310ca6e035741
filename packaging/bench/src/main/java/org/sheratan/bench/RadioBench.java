package org.sheratan.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;

/**
 * The radio's goals, row by row: the same job on other stacks, bulk transfers, a broadcast to a group, lossy hops, a
 * city beside managed flooding, what a received frame costs, how often an idle node wakes. System property {@code sheratan.bench.rows} ({@code job,city.60}) chooses some of them, {@code sheratan.bench.seeds} how
 * many cities are built.
 */
final class RadioBench implements Benchmark {
  private static final int SEEDS = 5;
  private static final int MESSAGES = 200;
  private static final int HOPS = 3;
  private static final double LOSS = 0.3;
  private static final int BULK_BYTES = 64 * 1024;
  private static final int BROADCAST_SEEDS = 20;
  private static final int BROADCAST_BYTES = 4 * 1024;
  private static final int RECEIVERS = 10;
  private static final int CITY_SEEDS = Integer.getInteger("sheratan.bench.seeds", 10);
  private static final int CITY_NODES = 100;
  private static final int CITY_MEDIAN_HOPS = 4;
  private static final List<Integer> CITY_LOADS_PER_HOUR = List.of(10, 30, 60, 120);
  private static final long SETTLE_MS = 4 * CityRow.HOUR_MS;
  private static final long TRAFFIC_MS = 4 * CityRow.HOUR_MS;

  /**
   * Rows that belong together, by the name that {@code sheratan.bench.rows} selects them with.
   *
   * @param seeds empty where nothing is drawn
   */
  private record Part(String name, String seeds, Callable<List<Figure>> measure) {
    String group() {
      return name.split("\\.", 2)[0];
    }
  }

  private static List<Part> parts() {
    List<Part> parts = new ArrayList<>(List.of(
        new Part("job", "1", () -> JobRows.figures(new AirExchange(1, 1))),
        new Part("bulk", "1", RadioBench::bulk),
        new Part("broadcast", "1 to " + BROADCAST_SEEDS, RadioBench::broadcast),
        new Part("hops", "1 to " + SEEDS, RadioBench::hops),
        new Part("receive", "", ReceiveBench::measure),
        new Part("idle", "", WakeRow::measure)));
    CITY_LOADS_PER_HOUR.forEach(
        perHour -> parts.add(new Part("city." + perHour, "1 to " + CITY_SEEDS, () -> city(perHour))));
    return parts;
  }

  @Override
  public String name() {
    return "radio";
  }

  @Override
  public String setting() {
    return setting(System.getProperty("sheratan.bench.rows", ""));
  }

  static String setting(String rows) {
    return "SIMULATION in virtual time but for receive and idle; seeds: " + String.join(", ", chosen(rows)
        .stream().filter(part -> !part.seeds().isEmpty()).map(part -> part.group() + " " + part.seeds())
        .distinct().toList());
  }

  /** @param rows names with commas between; empty for all */
  private static List<Part> chosen(String rows) {
    List<String> wanted = List.of(rows.split(","));
    return parts().stream().filter(part -> wanted.contains("") || wanted.contains(part.name())
        || wanted.contains(part.group())).toList();
  }

  @Override
  public List<Figure> run() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (Part part : chosen(System.getProperty("sheratan.bench.rows", ""))) {
      long beganNs = System.nanoTime();
      List<Figure> these = part.measure().call();
      figures.addAll(these);
      // A run takes long: what is there already can be read.
      these.forEach(figure -> System.err.println(figure.text()));
      System.err.printf("%s: %.0f s%n", part.name(), (System.nanoTime() - beganNs) / 1e9);
    }
    return figures;
  }

  private static List<Figure> hops() {
    List<Figure> figures = new ArrayList<>(hops("hops.200x8", 200, 8, 1.6));
    figures.addAll(hops("hops.40", 40, 1, 2.0));
    return figures;
  }

  private static List<Figure> hops(String name, int bytes, int inFlight, double goal) {
    List<HopRow.Outcome> outcomes = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      System.err.println(name + " seed " + seed);
      outcomes.add(new HopRow(HOPS, LOSS, bytes, inFlight).run(seed, MESSAGES));
    }
    return List.of(
        Figure.atLeast(name + ".delivered", mean(outcomes, HopRow.Outcome::delivered), "share", "the goal",
            0.999),
        Figure.atLeast(name + ".told", mean(outcomes, HopRow.Outcome::expired), "share", "the goal", 1),
        Figure.atMost(name + ".airtime", mean(outcomes, HopRow.Outcome::airtimeRatio), "x ideal", "the goal",
            goal),
        Figure.alone(name + ".latency", mean(outcomes, HopRow.Outcome::meanMs) / 1_000, "s"));
  }

  private static List<Figure> bulk() {
    System.err.println("bulk");
    BulkRow.Outcome clear = BulkRow.run(1, BULK_BYTES, 0);
    BulkRow.Outcome lossy = BulkRow.run(1, BULK_BYTES, LOSS);
    return List.of(
        Figure.atLeast("bulk.goodput", clear.rateShare(), "of the rate on air", "the goal", 0.91),
        Figure.alone("bulk.goodput.elapsed", clear.elapsedShare(), "of the rate"),
        Figure.atMost("bulk.lossy.transmissions", lossy.transmissionRatio() * (1 - LOSS), "x 1/(1-p)",
            "the goal", 1.15),
        Figure.alone("bulk.lossy.time", lossy.seconds(), "s"));
  }

  private static List<Figure> broadcast() {
    List<BroadcastRow.Outcome> outcomes = new ArrayList<>();
    for (long seed = 1; seed <= BROADCAST_SEEDS; seed++) {
      System.err.println("broadcast seed " + seed);
      outcomes.add(BroadcastRow.run(seed, RECEIVERS, BROADCAST_BYTES, LOSS));
    }
    return List.of(
        Figure.atLeast("broadcast.complete", mean(outcomes, BroadcastRow.Outcome::complete), "receivers",
            "the goal", RECEIVERS),
        Figure.atMost("broadcast.airtime", mean(outcomes, BroadcastRow.Outcome::airtimeRatio), "x ideal",
            "the goal", 1.25),
        Figure.alone("broadcast.pieces", mean(outcomes, BroadcastRow.Outcome::sent), "frames"),
        Figure.alone("broadcast.reports", mean(outcomes, BroadcastRow.Outcome::reports), "frames"),
        Figure.alone("broadcast.time", mean(outcomes, BroadcastRow.Outcome::seconds), "s"));
  }

  private static List<Figure> city(int perHour) {
    List<CityRow.Outcome> ours = new ArrayList<>();
    List<CityRow.Outcome> floods = new ArrayList<>();
    for (long seed = 1; seed <= CITY_SEEDS; seed++) {
      System.err.println("city " + perHour + " an hour, seed " + seed);
      ours.add(CityRow.meshes(seed, new City(seed, CITY_NODES, CITY_MEDIAN_HOPS), perHour, SETTLE_MS,
          TRAFFIC_MS));
      floods.add(CityRow.floods(seed, new City(seed, CITY_NODES, CITY_MEDIAN_HOPS), perHour, SETTLE_MS,
          TRAFFIC_MS));
    }
    String name = "city." + perHour;
    return List.of(
        Figure.atLeast(name + ".delivered", mean(ours, CityRow.Outcome::share), "share", "managed flooding",
            mean(floods, CityRow.Outcome::share)),
        Figure.atMost(name + ".airtime", mean(ours, CityRow.Outcome::msPerDelivered), "ms a message",
            "managed flooding", mean(floods, CityRow.Outcome::msPerDelivered)));
  }

  private static <T> double mean(List<T> outcomes, ToDoubleFunction<T> figure) {
    return outcomes.stream().mapToDouble(figure).average().orElseThrow();
  }
}
