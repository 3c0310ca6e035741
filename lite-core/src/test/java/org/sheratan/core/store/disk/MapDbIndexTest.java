package org.sheratan.core.store.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.store.Index;
import org.sheratan.kernel.Bytes;

class MapDbIndexTest {
  private static final Index.Mark MARK = new Index.Mark(42, 0xcafe);

  @TempDir
  Path temp;

  @Test
  void shouldBeInDoubtUntilClosedCleanly() throws IOException {
    MapDbIndex index = MapDbIndex.open(temp);
    assertEquals(Optional.empty(), index.mark());
    index.clear();
    index.put("a", Bytes.utf8("1"));
    index.close(MARK);
    MapDbIndex again = MapDbIndex.open(temp);
    assertEquals(Optional.of(MARK), again.mark());
    assertEquals(Optional.of(Bytes.utf8("1")), again.get("a"));
    again.close(MARK);
  }

  @Test
  void shouldDropTheMarkBeforeTheFirstWrite() throws IOException {
    filled("a").close(MARK);
    MapDbIndex index = MapDbIndex.open(temp);
    index.get("a");
    assertTrue(Files.exists(temp.resolve("clean")), "reading changes nothing");
    index.put("b", Bytes.utf8("2"));
    assertFalse(Files.exists(temp.resolve("clean")));
    index.discard();
    assertEquals(Optional.empty(), MapDbIndex.open(temp).mark());
  }

  @Test
  void shouldDropTheMarkBeforeClosingOverIt() throws IOException {
    filled("a").close(MARK);
    MapDbIndex.open(temp).close(new Index.Mark(43, 1));
    assertEquals(Optional.of(new Index.Mark(43, 1)), MapDbIndex.open(temp).mark());
  }

  @Test
  void shouldScanBothWays() throws IOException {
    MapDbIndex index = filled("j/1", "j/2", "j/3", "k/1", "i");
    assertEquals(List.of("j/1", "j/2"), names(index.scan("j/", "", 2)));
    assertEquals(List.of("j/3"), names(index.scan("j/", "j/2", 5)));
    assertEquals(List.of("j/3", "j/2"), names(index.scanBack("j/", "", 2)));
    assertEquals(List.of("j/1"), names(index.scanBack("j/", "j/2", 5)));
    assertEquals(5, index.scan("", "", 9).size());
    assertEquals(5, index.scanBack("", "", 9).size());
    assertEquals(List.of(), index.scan("z", "", 9));
    index.remove("j/2");
    assertEquals(List.of("j/1", "j/3"), names(index.scan("j/", "", 5)));
    index.discard();
  }

  @Test
  void shouldDoubtADamagedMarkOrAnotherLength() throws IOException {
    filled("a").close(MARK);
    byte[] mark = Files.readAllBytes(temp.resolve("clean"));
    for (int offset = 0; offset < mark.length; offset++) {
      byte[] damaged = mark.clone();
      damaged[offset] ^= 1;
      Files.write(temp.resolve("clean"), damaged);
      assertEquals(Optional.empty(), MapDbIndex.open(temp).mark(), "offset " + offset);
    }
    Files.write(temp.resolve("clean"), mark);
    Files.write(temp.resolve("index.p"), new byte[1], java.nio.file.StandardOpenOption.APPEND);
    assertEquals(Optional.empty(), MapDbIndex.open(temp).mark());
  }

  @Test
  void shouldDoubtDamagedFilesUnderAValidMark() throws IOException {
    filled("a").close(MARK);
    byte[] content = Files.readAllBytes(temp.resolve("index"));
    java.util.Arrays.fill(content, (byte) 0x5a);
    Files.write(temp.resolve("index"), content);
    MapDbIndex index = MapDbIndex.open(temp);
    assertEquals(Optional.empty(), index.mark());
    index.clear();
    index.put("b", Bytes.utf8("2"));
    assertEquals(1, index.scan("", "", 9).size());
    index.discard();
  }

  @Test
  void shouldAnswerAClosedDatabaseWithAnIoException() throws IOException {
    MapDbIndex index = filled("a");
    index.close(MARK);
    assertThrows(IOException.class, () -> index.put("b", Bytes.EMPTY));
  }

  private MapDbIndex filled(String... names) throws IOException {
    MapDbIndex index = MapDbIndex.open(temp);
    index.clear();
    for (String name : names) {
      index.put(name, Bytes.utf8("value of " + name));
    }
    return index;
  }

  private static List<String> names(List<Map.Entry<String, Bytes>> entries) {
    return entries.stream().map(Map.Entry::getKey).toList();
  }
}
