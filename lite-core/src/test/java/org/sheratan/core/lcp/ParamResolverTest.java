package org.sheratan.core.lcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.core.json.Json;
import org.sheratan.kernel.MalformedException;
import org.sheratan.kernel.SeededEntropy;

class ParamResolverTest {
  private static final Sources SOURCES = new Sources(
      new TreeMap<>(Map.of("list", Jsons.object("{'files':['a.md','b.txt','a.md','c.txt','d.txt'],'n':2}"),
          "parent", Jsons.object("{'path':'x','meta':{'lines':[7,8]}}"))),
      new TreeMap<>(Map.of(ParamNeeds.FILE_LIST,
          Json.Arr.ofTexts(IntStream.range(0, 60).mapToObj(each -> "f" + each).toList()))));

  @Test
  void shouldPutResultsIntoTexts() {
    assertResolved("{'a':'b.txt','b':2,'c':'in x: 8, [7,8]','d':{'e':['x']}}",
        "{'a':'${list.files[1]}','b':'${list.n}',"
            + "'c':'in ${parent.path}: ${job.meta.lines[1]}, ${parent.meta.lines}','d':{'e':['${job.path}']}}");
  }

  @Test
  void shouldLeaveEscapedTemplatesAsTheyAre() {
    assertResolved("{'content':'echo ${HOME} $x {} $'}", "{'content':'echo $${HOME} $x {} $'}");
  }

  @Test
  void shouldTakeTheFilesOfAnArtifact() {
    Json.Obj resolved = resolve("{'limit':3,'paths_from_artifact':'file_list'}");
    assertEquals(LcpLimits.MAX_FILES, ((Json.Arr) resolved.get("paths")).items().size());
    assertTrue(resolved.get("paths_from_artifact") == null && resolved.get("limit") != null);
  }

  @Test
  void shouldTakeInputsOfOtherJobs() {
    assertResolved("{'paths':['a.md','b.txt','a.md','c.txt','d.txt']}", input(""));
    assertResolved("{'paths':['a.md','b.txt']}", input(",'transform':{'op':'take_first','n':2}"));
    assertResolved("{'paths':['a.md','b.txt','c.txt','d.txt']}", input(",'transform':{'op':'unique'}"));
    assertResolved("{'paths':['b.txt']}", input(
        ",'transform':[{'op':'filter_suffix','suffixes':['.txt','.c']},{'op':'take_first','n':1}]"));
    assertResolved("{'a':2,'b':'x'}", "{'inputs_from_job_result':["
        + "{'job_id':'list','json_path':'$.n','target_param':'a'},"
        + "{'job_id':'job','json_path':'path','target_param':'b'}]}");
  }

  @Test
  void shouldShareOutEveryItemOnce() {
    for (int count = 1; count <= 7; count++) {
      List<Json> all = new java.util.ArrayList<>();
      for (int index = 0; index < count; index++) {
        all.addAll(((Json.Arr) resolve(
            input(",'transform':{'op':'part','index':" + index + ",'of':" + count + "}")).get("paths"))
            .items());
      }
      assertEquals(SOURCES.results().get("list").get("files"), new Json.Arr(all));
    }
  }

  @Test
  void shouldReduceSeveralResultsToOne() {
    assertResolved("{'sum':17,'all':[7,8,7,8],'both':{'n':2,'x':1},'plain':{'$sum':1,'x':2}}",
        "{'sum':{'$sum':['${list.n}','${parent.meta.lines[0]}',8]},"
            + "'all':{'$concat':['${parent.meta.lines}','${parent.meta.lines}']},"
            + "'both':{'$merge':[{'n':1,'x':1},{'n':'${list.n}'}]},'plain':{'$sum':1,'x':2}}");
    assertBroken("params.a: expected whole numbers to add", "{'a':{'$sum':['${parent.path}']}}");
    assertBroken("params.a: expected a list to reduce", "{'a':{'$concat':['${parent.path}']}}");
    assertBroken("params.a: expected objects to merge", "{'a':{'$merge':[1]}}");
  }

  /** The sum could be resolved and never stored: the turn that tried ended the node. */
  @Test
  void shouldRefuseASumThatNoValueHolds() {
    String most = "9".repeat(4_299);
    assertResolved("{'a':" + most + "}", "{'a':{'$sum':[" + most + ",0]}}");
    assertBroken("params.a: the sum has too many digits", "{'a':{'$sum':[" + most + "," + most + "]}}");
    assertBroken("params.a: the sum has too many digits", "{'a':{'$sum':[-" + most + ",-" + most + "]}}");
  }

  /** A long name was written out for each of the thousands of values in it. */
  @Test
  void shouldNameOnlyTheBeginningOfALongWay() {
    String name = "n".repeat(22_000);
    assertBroken("params." + "n".repeat(93) + "...: there is no result of nobody",
        "{'" + name + "':[1,'${nobody.x}']}");
    Place place = new Place("params").member("a").item(2).member("b");
    assertEquals("params.a[2].b", place.text());
    assertEquals("params.?...", new Place("params").member("\ud83d\ude00".repeat(50)).text()
        .replace("\ud83d\ude00", ""), "half a character is none");
  }

  @Test
  void shouldNameWhatIsNotThere() {
    assertBroken("params.a: there is no result of nobody", "{'a':'${nobody.x}'}");
    assertBroken("params.a: the result has no .files[9]", "{'a':'${list.files[9]}'}");
    assertBroken("params.a[0].b: ${ without its }; $${ stands for ${ itself", "{'a':[{'b':'x${list'}]}");
    assertBroken("params.inputs_from_job_result: a transform works on a list only",
        "{'inputs_from_job_result':{'job_id':'list','json_path':'n','transform':{'op':'unique'},"
            + "'target_param':'p'}}");
  }

  /** A template that stands many times multiplied its value without bound. */
  @Test
  void shouldNotMultiplyWithoutBound() {
    Sources large = new Sources(
        new TreeMap<>(Map.of("a", Jsons.object("{'x':'" + "y".repeat(20_000) + "'}"))),
        new TreeMap<>());
    MalformedException broken = assertThrows(MalformedException.class, () -> ParamResolver
        .resolve(Jsons.object("{'p':'" + "${a.x}".repeat(1_000) + "'}"), large));
    assertTrue(broken.reason().contains("longer than 49152 bytes"), broken.reason());
  }

  @Test
  void shouldKnowWhatMustExistBefore() {
    ParamNeeds needs = ParamNeeds.of("params", Jsons.object("{'a':'x ${b.c} ${d}','paths_from_artifact':"
        + "'file_list','inputs_from_job_result':{'job_id':'e','target_param':'t'},'f':'$${g}'}"));
    assertEquals(new TreeSet<>(List.of("b", "d", "e")), needs.results());
    assertEquals(new TreeSet<>(List.of("file_list")), needs.artifacts());
  }

  @Test
  void shouldRefuseChangedParametersWithoutAnyOtherError() {
    SeededEntropy entropy = new SeededEntropy(5);
    String alphabet = "${}.[]0189abz_-\\ listparent";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder("${list.files[1]} ${parent.path}");
      for (int change = entropy.nextInt(4); change >= 0; change--) {
        text.setCharAt(entropy.nextInt(text.length()), alphabet.charAt(entropy.nextInt(alphabet.length())));
      }
      Json.Obj params = Json.Obj.EMPTY.with("a", text.toString());
      try {
        ParamNeeds.of("params", params);
        ParamResolver.resolve(params, SOURCES);
      } catch (MalformedException expected) {
        assertEquals("params.a", expected.field());
      }
    }
  }

  private static String input(String transform) {
    return "{'inputs_from_job_result':{'job_id':'list','json_path':'files'" + transform
        + ",'target_param':'paths'}}";
  }

  private static Json.Obj resolve(String params) {
    return ParamResolver.resolve(Jsons.object(params), SOURCES);
  }

  private static void assertResolved(String expected, String params) {
    assertEquals(Jsons.object(expected), resolve(params));
  }

  private static void assertBroken(String message, String params) {
    MalformedException broken = assertThrows(MalformedException.class, () -> resolve(params));
    assertEquals(message, broken.field() + ": " + broken.reason());
  }
}
