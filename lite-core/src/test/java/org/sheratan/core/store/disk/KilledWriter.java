package org.sheratan.core.store.disk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.sheratan.core.store.Chore;
import org.sheratan.core.store.Commit;
import org.sheratan.core.store.Opening;
import org.sheratan.core.store.Store;
import org.sheratan.core.store.StoreConfig;
import org.sheratan.kernel.Bytes;

/**
 * A process made to be killed: commits record after record, says {@code epoch N} once it is open and the
 * record's number once it is durable.
 */
final class KilledWriter {
  static final StoreConfig CONFIG = new StoreConfig(16 << 10, 48 << 10, 0, 1 << 18);
  private static final int NAMES = 100;

  private KilledWriter() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    PrintStream said = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
    FolderDisk disk = DiskFixture.disk(folder);
    Opening.Opened opened = DiskFixture.open(disk, MapDbIndex.open(folder.resolve("index")), CONFIG);
    said.println("epoch " + opened.store().epoch());
    long number = opened.store().get("last").map(last -> Long.parseLong(last.toUtf8())).orElse(0L);
    while (true) {
      number++;
      write(opened.store(), number);
      said.println(number);
    }
  }

  private static void write(Store store, long number) throws IOException {
    Bytes value = Bytes.utf8(number + " " + "x".repeat((int) (number % 300)));
    store.put("last", Bytes.utf8("" + number));
    store.put("slot/" + number % NAMES, value);
    store.archive(archivedName(number), value);
    Commit commit = store.seal().orElseThrow();
    commit.run();
    store.committed(commit);
    for (var chore = store.chore(); chore.isPresent(); chore = store.chore()) {
      Chore due = chore.get();
      due.run();
      store.choreEnded(due, true);
    }
  }

  static String archivedName(long number) {
    return String.format("done/%012d", number);
  }
}
