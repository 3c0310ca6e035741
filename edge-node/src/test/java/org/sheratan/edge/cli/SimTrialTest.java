package org.sheratan.edge.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

import org.sheratan.core.json.Json;
import org.sheratan.edge.cli.sim.Plot;

class SimTrialTest {
  @TempDir
  Path temp;

  @Test
  void canMeasureTheSpeedAndDrawIt() throws Exception {
    Path picture = temp.resolve("speed.svg");
    CliRun run = CliRun.of("sim", "trial", "speed", "--jobs", "12", "--job-seconds", "3", "--plot",
        picture.toString(), "--json");
    assertEquals(0, run.exit(), run.err());
    assertEquals("SIMULATION: real nodes in virtual time, where computing takes no time\n", run.err());
    assertEquals(new Json.Bool(true), run.json().get("simulated"));
    assertEquals(4, ((Json.Arr) run.json().get("fleets")).items().size());
    assertTrue(Files.readString(picture).contains("SIMULATION: 12 jobs of 3 s"));
  }

  @Test
  void canSayWhatWasLostAndWhy() {
    CliRun kills = CliRun.of("sim", "trial", "kills", "--jobs", "30", "--job-seconds", "20");
    assertEquals(0, kills.exit(), kills.err());
    assertTrue(kills.out().contains("30 completed, 0 lost"), kills.out());
    CliRun reason = CliRun.of("sim", "trial", "reason");
    assertEquals(0, reason.exit(), reason.err());
    assertTrue(reason.out().contains("\n1 node: answered within 1 ms"), reason.out());
    assertTrue(reason.out().contains("10 nodes: answered within "), reason.out());
    assertTrue(reason.out().contains("no node offers gpu:8G"), reason.out());
  }

  @Test
  void canDrawEachTrial() throws Exception {
    for (List<String> trial : List.of(List.of("kills", "--jobs", "12", "--job-seconds", "3"),
        List.of("reason"),
        List.of("deaths", "--jobs", "20"))) {
      Path picture = temp.resolve(trial.getFirst() + ".svg");
      CliRun run = CliRun.of(Stream.concat(Stream.of("sim", "trial", "--plot", picture.toString()),
          trial.stream()).toArray(String[]::new));
      assertEquals(0, run.exit(), run.err());
      assertTrue(Files.readString(picture).contains("SIMULATION: "), trial.toString());
    }
  }

  /** It failed after the whole run, and the figures were gone. */
  @Test
  void shouldRefuseAPictureThatCannotBeWrittenBeforeItMeasures() {
    CliRun run = CliRun.of("sim", "trial", "speed", "--plot", temp.resolve("none/x.svg").toString());
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertTrue(run.err().contains("x.svg cannot be written. Try: --plot with a file"), run.err());
  }

  @Test
  void shouldRefuseImpossibleTrials() {
    for (List<String> wrong : List.of(List.of("speed", "--jobs", "0"), List.of("speed", "--jobs", "1001"),
        List.of("speed", "--job-seconds", "0"), List.of("dance"))) {
      CliRun run = CliRun.of(Stream.concat(Stream.of("sim", "trial"),
          wrong.stream()).toArray(String[]::new));
      assertEquals(2, run.exit(), wrong.toString());
      assertTrue(run.err().endsWith("Try: sheratan sim trial --help\n"), run.err());
    }
  }

  @Test
  void shouldDrawTheSamePointsAsTheSameWellFormedPicture() throws Exception {
    String svg = plot().svg();
    assertEquals(svg, plot().svg());
    var root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg))).getDocumentElement();
    assertEquals("svg", root.getNodeName());
    assertEquals("64,344 616,44", root.getElementsByTagName("polyline").item(0).getAttributes()
        .getNamedItem("points").getNodeValue());
  }

  private static Plot plot() {
    return new Plot("a < b & c", "x", 10, "y", 2).line("up",
        List.of(new Plot.Point(0, 0), new Plot.Point(10, 2)));
  }
}
