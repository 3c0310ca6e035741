package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.SecureRandomness;

/** The files of a small store, byte for byte as docs/vectors/storage.txt has them; storage-1.txt is the same of format 1. */
class StorageVectorsTest {
  private static final SecureRandomness SALT = length -> Bytes.hex("0001020304050607").slice(0, length);
  private static final StoreConfig COMPACT_SOON = StoreConfig.DEFAULT.withCompactAtBytes(1)
      .withBatchBytes(11);

  @Test
  void shouldWriteTheVectors() throws IOException {
    TreeMap<String, String> vectors = vectors("storage.txt");
    assertEquals(vectors, text(written()));
  }

  @Test
  void shouldReadTheVectors() throws IOException {
    assertEquals(Map.of("archived job/1", "done", "named counter", "8"), read(disk("storage.txt")));
  }

  @Test
  void shouldReadWhatVersionOneWrote() throws IOException {
    StrictDisk disk = disk("storage-1.txt");
    assertEquals(Map.of("archived job/1", "done", "named counter", "8"), read(disk));
    assertEquals(2, Format.decode(WholeFile.readStart(disk, FileNames.FORMAT, 64)).orElseThrow().version());
  }

  private static StrictDisk disk(String file) throws IOException {
    TreeMap<String, Bytes> files = new TreeMap<>();
    vectors(file).forEach((name, hex) -> files.put(name, Bytes.hex(hex)));
    return new Medium(files).disk();
  }

  private static Map<String, String> read(StrictDisk disk) throws IOException {
    Opening.Opened opened = StoreFixture.opened(disk);
    assertTrue(opened.report().clean());
    assertEquals(2, opened.report().previousEpoch());
    return StoreFixture.contentOf(opened.store());
  }

  /** Two runs: the first is merged into the snapshot by the second. */
  private static Medium written() throws IOException {
    StrictDisk disk = StoreFixture.disk(1);
    Store first = open(disk);
    first.put("counter", Bytes.utf8("7"));
    first.archive("job/1", Bytes.utf8("done"));
    first.archive("job/2", Bytes.EMPTY);
    StoreFixture.commit(first);
    first.close();
    Store second = open(disk);
    StoreFixture.runChores(second);
    second.put("counter", Bytes.utf8("8"));
    second.remove("gone");
    second.forget("job/2");
    StoreFixture.commit(second);
    second.close();
    return Medium.of(disk);
  }

  private static Store open(StrictDisk disk) {
    return StoreFixture.opened(Store.open(disk, new MemoryIndex(), COMPACT_SOON, SALT, new MemoryMark()))
        .store();
  }

  private static TreeMap<String, String> text(Medium medium) {
    TreeMap<String, String> text = new TreeMap<>();
    medium.files().forEach((name, content) -> text.put(name, content.toHex()));
    return text;
  }

  private static TreeMap<String, String> vectors(String file) throws IOException {
    Path path = Path.of(System.getProperty("sheratan.root"), "docs", "vectors", file);
    TreeMap<String, String> vectors = new TreeMap<>();
    List<String> lines = Files.readAllLines(path).stream().filter(line -> !line.startsWith("#")).toList();
    for (String line : lines) {
      int space = line.indexOf(' ');
      vectors.put(line.substring(0, space), line.substring(space + 1));
    }
    return vectors;
  }
}
