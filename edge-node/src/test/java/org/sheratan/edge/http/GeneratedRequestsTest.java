package org.sheratan.edge.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.JsonReader;
import org.sheratan.edge.http.door.HttpResponse;
import org.sheratan.edge.http.route.Operation;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.MalformedException;

/**
 * The document cannot lie: whatever an operation is asked, right or wrong, it answers with a status and a body that the document
 * says it may; what the document does not allow is refused, and leaves nothing behind.
 */
class GeneratedRequestsTest {
  private static final long SEED = 7;
  private static final int FEW = 40;
  private static final int MANY = 2_000;
  private static final int PASSING_MS = 250;
  @TempDir
  Path folder;
  private final SortedMap<String, Integer> answers = new TreeMap<>();
  private final List<String> lies = new ArrayList<>();
  private int asked;
  private int well;

  @Test
  void shouldAnswerAsDocumented() throws IOException {
    askEach(FEW);
  }

  @Test
  @Tag("campaign")
  void shouldAnswerTwoThousandRequestsOfEachOperationAsDocumented() throws IOException {
    askEach(MANY);
  }

  private void askEach(int count) throws IOException {
    try (SimulatedApi first = new SimulatedApi(SEED, folder, true)) {
      ApiDocument document = new ApiDocument(first.get("/openapi.json"));
      for (Operation operation : first.operations()) {
        try {
          ask(document, operation, count);
        } catch (AssertionError lie) {
          lies.add(lie.getMessage());
        }
      }
    }
    System.out.println("seed " + SEED + ": " + asked + " requests, " + well + " went well; " + answers);
    assertEquals("", String.join("\n\n", lies));
  }

  /** Each gets a world of its own, so that one that fails fails again alone. */
  private void ask(ApiDocument document, Operation operation, int count) throws IOException {
    Random random = new Random(SEED + operation.id().hashCode());
    int before = well;
    try (SimulatedApi api = new SimulatedApi(SEED, folder, !operation.id().equals("makeSetupCode"))) {
      RequestMaker maker = new RequestMaker(document, new ApiWorld(api), random, false);
      for (int number = 0; number < count; number++) {
        RequestMaker.Made made = number % 2 == 0 ? maker.valid(operation) : maker.spoiled(operation);
        boolean refused = made.refused() || breaksItsSchema(document, operation, made);
        List<Json> kept = refused && number % 20 == 1 ? api.census() : List.of();
        HttpResponse response = api.call(made.method(), made.target(), made.headers(), made.body());
        String what = operation.id() + " " + number + " (" + made.how() + "): " + made.target() + " "
            + cut(made.body()) + " → " + response.status() + " " + cut(response.body());
        judge(document, operation, response, what);
        assertTrue(!refused || response.status() >= 400, "has to be refused: " + what);
        assertTrue(kept.isEmpty() || kept.equals(api.census()), "left something: " + what);
        api.pass(random.nextInt(PASSING_MS));
      }
    }
    assertTrue(well > before, operation.id() + " never went well");
  }

  private static boolean breaksItsSchema(ApiDocument document, Operation operation, RequestMaker.Made made) {
    Optional<Json.Obj> schema = document
        .takes(document.operation(operation.method(), operation.path()));
    if (schema.isEmpty()) {
      return false;
    }
    try {
      // A null counts as absent, which no schema says.
      return !document.judgeRequest(schema.get(), made.body().toUtf8()).isEmpty();
    } catch (RuntimeException noJson) {
      return true;
    }
  }

  private void judge(ApiDocument document, Operation operation, HttpResponse response, String what)
      throws IOException {
    asked++;
    well += response.status() < 300 ? 1 : 0;
    answers.merge(Integer.toString(response.status()), 1, Integer::sum);
    Json.Obj described = document.operation(operation.method(), operation.path());
    assertTrue(document.documents(described, response.status()), "not documented: " + what);
    if (response.status() == 304) {
      return;
    }
    Optional<Json.Obj> schema = document.answer(described, response.status(), response.contentType());
    assertTrue(schema.isPresent(), response.contentType() + " is not documented: " + what);
    if (response.contentType().endsWith("json") && !operation.id().equals("getPageFile")) {
      assertEquals(Set.of(), document.judgeAnswer(schema.get(), response.body().toUtf8()), what);
    }
    if (response.contentType().equals("application/problem+json")) {
      judgeProblem(response, what);
    } else {
      headers(document, described, response)
          .forEach(name -> assertTrue(response.headers().containsKey(name), name + " is missing: " + what));
    }
    if (response.stream().isPresent()) {
      judgeEvents(response, what);
    }
  }

  private static Set<String> headers(ApiDocument document, Json.Obj described, HttpResponse response) {
    Json headers = ApiDocument.at(described, "responses", Integer.toString(response.status()), "headers");
    return headers instanceof Json.Obj named && response.status() < 300 ? named.fields().keySet() : Set.of();
  }

  /** What breaks a rule is named. */
  private static void judgeProblem(HttpResponse response, String what) {
    Json.Obj problem = JsonReader.readObject(response.body(), SimulatedApi.LIMITS);
    assertEquals(Json.Int.of(response.status()), problem.get("status"), what);
    assertTrue(!ApiDocument.text(problem, "type").endsWith(":invalid") || problem.get("field") != null,
        "no field: " + what);
  }

  private static void judgeEvents(HttpResponse response, String what) throws IOException {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    response.stream().orElseThrow().writeTo(bytes -> told.write(bytes.toArray()));
    String text = told.toString(java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(text.matches("(?s)((id: [^\n]+\n)?event: [a-z]+\ndata: \\{[^\n]*}\n\n)+"), what + text);
  }

  private static String cut(Bytes body) {
    String text;
    try {
      text = body.toUtf8();
    } catch (MalformedException noText) {
      text = body.toHex();
    }
    return text.length() > 600 ? text.substring(0, 600) + "…" : text.strip();
  }
}
