package org.sheratan.edge.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.Json;

/** What is kept over restarts, and workers kept so. */
class KeptJsonTest {
  @TempDir
  Path folder;

  private KeptJson kept() {
    return new KeptJson(folder.resolve("kept.json"));
  }

  @Test
  void shouldKeepTheLatest() {
    assertEquals(Optional.empty(), kept().load(Function.identity()));
    kept().save(() -> Optional.of(Json.Obj.EMPTY.with("a", 1)));
    kept().save(() -> Optional.of(Json.Obj.EMPTY.with("a", 2)));
    kept().save(Optional::empty);
    assertEquals(Optional.of(Json.Obj.EMPTY.with("a", 2)), kept().load(Function.identity()));
  }

  @Test
  void shouldTakeADamagedFileForNone() throws IOException {
    for (String content : List.of("", "{", "[]", "{\"a\":1}{}", "{\"a\":1,\"a\":2}", "x".repeat(2 << 20))) {
      Files.writeString(folder.resolve("kept.json"), content);
      assertEquals(Optional.empty(), kept().load(Function.identity()));
    }
  }

  @Test
  void shouldNotWriteMoreThanItCanRead() {
    kept().save(() -> Optional.of(Json.Obj.EMPTY.with("a", 1)));
    kept().save(() -> Optional.of(Json.Obj.EMPTY.with("a", "x".repeat(1 << 20))));
    assertEquals(Optional.of(Json.Obj.EMPTY.with("a", 1)), kept().load(Function.identity()));
    KeptJson nowhere = new KeptJson(folder.resolve("no/such/folder/kept.json"));
    nowhere.save(() -> Optional.of(Json.Obj.EMPTY));
    assertEquals(Optional.empty(), nowhere.load(Function.identity()));
  }

  @Test
  void shouldWriteWhatTheDiskRefusedThoughNothingChangedSince() throws IOException {
    Path file = folder.resolve("later/kept.json");
    KeptJson kept = new KeptJson(file);
    assertFalse(kept.save(() -> Optional.of(Json.Obj.EMPTY.with("a", 1))));
    assertFalse(kept.save(Optional::empty));
    Files.createDirectory(file.getParent());
    assertTrue(kept.save(Optional::empty));
    assertEquals(Optional.of(Json.Obj.EMPTY.with("a", 1)), kept.load(Function.identity()));
  }

  private static WorkerBook.Entry entry(String id) {
    return new WorkerBook.Entry(id, new TreeMap<>(java.util.Map.of("llm_call", 7L)), WorkerBook.ONLINE,
        Optional.of("http://here"), Json.Obj.EMPTY.with("gpu", true));
  }

  /** The registry was in memory only: a restart forgot who is any good, and let a worker that cools down go on at once. */
  @Test
  void shouldKnowWorkersAfterARestart() {
    WorkerBook before = new WorkerBook();
    before.onRegister(entry("good"), 1_000);
    before.onRegister(entry("bad"), 1_000);
    before.onEnd("good", 100, true, 2_000);
    for (int failure = 0; failure < 3; failure++) {
      before.onEnd("bad", 100, false, 2_000);
    }
    kept().save(() -> before.takeChanged(3_000));
    assertEquals(Optional.empty(), before.takeChanged(4_000), "nothing changed since");
    WorkerBook after = new WorkerBook();
    assertEquals(Optional.of(2), kept().load(json -> after.restore(json, 50)));
    WorkerBook.View good = after.views(50).getLast();
    assertEquals(entry("good"), good.entry());
    assertEquals(0.88, good.success(), 1e-9);
    assertEquals(1, good.jobs());
    assertEquals(Optional.empty(), good.heardAgoMs());
    assertEquals(Optional.empty(), after.take("llm_call", 50), "nobody has said yet that it is there");
    after.onRegister(entry("good"), 60);
    after.onRegister(entry("bad"), 60);
    assertEquals(Optional.empty(), after.takeChanged(60), "they said the same as before");
    assertEquals(Optional.of("good"), after.take("llm_call", 60).map(WorkerBook.Entry::id));
    assertEquals(WorkerBook.COOL_DOWN_MS - 1_010, after.views(60).getFirst().coolsForMs());
  }

  @Test
  void shouldKeepNoMoreWorkersThanAFileHolds() {
    WorkerBook book = new WorkerBook();
    Json.Obj meta = Json.Obj.EMPTY.with("text", "x".repeat(60_000));
    for (int number = 0; number < 100; number++) {
      book.onRegister(new WorkerBook.Entry("w" + number, new TreeMap<>(), WorkerBook.ONLINE, Optional.empty(),
          meta), 1_000);
    }
    kept().save(() -> book.takeChanged(1_000));
    assertEquals(Optional.of(16), kept().load(json -> new WorkerBook().restore(json, 0)));
  }

  /** Whatever a file holds, reading it ends in workers or in nothing. */
  @Test
  void shouldTakeAnyFile() throws IOException {
    WorkerBook book = new WorkerBook();
    book.onRegister(entry("a"), 1_000);
    String whole = org.sheratan.core.json.CanonicalJson.text(book.takeChanged(1_000).orElseThrow());
    Random random = new Random(16);
    for (int round = 0; round < 500; round++) {
      char[] letters = whole.toCharArray();
      for (int count = 0; count < 1 + round % 3; count++) {
        letters[random.nextInt(letters.length)] = "{}[]\",:-1e9x".charAt(random.nextInt(12));
      }
      Files.writeString(folder.resolve("kept.json"), new String(letters));
      WorkerBook after = new WorkerBook();
      Optional<Integer> read = kept().load(json -> after.restore(json, 0));
      assertEquals(read.orElse(0), after.views(0).size());
    }
  }
}
