package org.sheratan.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.sheratan.core.mission.Receipt;
import org.sheratan.kernel.Bytes;

/** The bytes on the wire never change under a version: docs/vectors/wire-messages.txt holds one line a message. */
class WireVectorsTest {
  private static final Path ROOT = Path.of(System.getProperty("sheratan.root"), "docs/vectors");
  private static final Set<String> DEFLATED = Set.of("bequest", "result-deflated");

  @Test
  void shouldReadEveryVector() throws IOException {
    Map<String, Bytes> vectors = vectors(ROOT.resolve("wire-messages.txt"));
    Map<String, WireMessage> messages = WireFixtures.messages();
    assertEquals(List.copyOf(messages.keySet()), List.copyOf(vectors.keySet()), String.join("\n", lines()));
    messages.forEach((name, message) -> assertEquals(message,
        WireCodec.decode(vectors.get(name), WireFixtures.sender(message), WireFixtures.receiver(message)),
        name));
  }

  @Test
  void shouldWriteEveryVector() throws IOException {
    Map<String, Bytes> vectors = vectors(ROOT.resolve("wire-messages.txt"));
    WireFixtures.messages().forEach((name, message) -> {
      // Another zlib may deflate to other bytes; what they inflate to is fixed.
      if (!DEFLATED.contains(name)) {
        assertEquals(vectors.get(name).toHex(), encode(message).toHex(), name);
      }
    });
  }

  @Test
  void shouldSignAndStoreReceiptsAsTheVectorsDo() throws IOException {
    Receipt receipt = WireFixtures.receipt(WireFixtures.RESULT);
    Map<String, Bytes> vectors = vectors(ROOT.resolve("wire-receipts.txt"));
    assertEquals(vectors.get("owner").toHex(), receipt.owner().toHex());
    assertEquals(vectors.get("worker").toHex(), receipt.worker().toHex());
    assertEquals(vectors.get("signed").toHex(),
        ReceiptCodec.signedBytes(receipt, vectors.get("network")).toHex());
    assertEquals(vectors.get("stored").toHex(), ReceiptCodec.encode(receipt).toHex());
    assertEquals(vectors.get("job").toHex(), JobCodec.encode(JobCodecTest.FULL_JOB).toHex());
    assertEquals(receipt, ReceiptCodec.decode(vectors.get("stored")));
    assertEquals(JobCodecTest.FULL_JOB, JobCodec.decode(vectors.get("job")));
    assertEquals(JobCodecTest.FULL_JOB_BEFORE_NOTES, JobCodec.decode(vectors.get("job4")));
    assertEquals(JobCodecTest.FULL_JOB_BEFORE_TASKS, JobCodec.decode(vectors.get("job3")));
    assertEquals(JobCodecTest.FULL_JOB_BEFORE_NEEDS, JobCodec.decode(vectors.get("job2")));
    assertEquals(JobCodecTest.FULL_JOB_BEFORE_HISTORY, JobCodec.decode(vectors.get("job1")));
  }

  private static Map<String, Bytes> vectors(Path file) throws IOException {
    Map<String, Bytes> vectors = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" +");
        vectors.put(parts[0], Bytes.hex(parts[1]));
      }
    }
    return vectors;
  }

  /** Shown when vectors are missing, to be pasted after a look. */
  private static List<String> lines() {
    List<String> lines = new ArrayList<>();
    WireFixtures.messages().forEach((name, message) -> lines.add(name + " " + encode(message).toHex()));
    return lines;
  }

  private static Bytes encode(WireMessage message) {
    return WireCodec.encode(message, WireFixtures.sender(message), WireFixtures.receiver(message));
  }
}
