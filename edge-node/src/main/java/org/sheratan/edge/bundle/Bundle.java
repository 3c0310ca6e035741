package org.sheratan.edge.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.sheratan.core.json.Json;
import org.sheratan.core.json.PrettyJson;
import org.sheratan.edge.doctor.Examinations;
import org.sheratan.edge.doctor.Finding;
import org.sheratan.edge.doctor.Patient;
import org.sheratan.edge.shell.View;

/** Everything a helper needs and nothing that is private, as one small ZIP file. */
public final class Bundle {
  /** Of one entry; what is more is cut. */
  private static final int MOST_BYTES = 256 * 1024;
  private static final LocalDateTime WHEN = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final String ABOUT = """
      Facts about one Sheratan node, for whoever helps its owner. Nothing was sent anywhere: this file is all there is.

      Left out: keys, tokens, passwords, codes, words of messages, what jobs were about, names, addresses, paths below
      home folders, and what stands in the environment. Nodes are called this-node, node-1, node-2 and so on; the same number is the
      same node within this file only. [removed], [secret], [address], [hex], [long] and the like stand where something was.
      Look through it before you pass it on.

      """;

  private final Map<String, String> entries = new LinkedHashMap<>();

  private Bundle() {}

  /**
   * @param secrets of this node, to be found by heart wherever they may have slipped in
   * @param names of this machine and its user
   * @param versions what runs here
   * @param log the latest lines
   */
  public static Bundle of(Patient patient, List<String> secrets, List<String> names, Json.Obj versions,
      List<String> log) {
    Pseudonyms nodes = new Pseudonyms();
    names.forEach(nodes::own);
    patient.setup().config().ifPresent(config -> nodes.own(config.node().name()));
    patient.node().get("/api/v1/status").ifPresent(nodes::own);
    for (String list : List.of("nodes", "neighbors")) {
      patient.node().get("/api/v1/" + list)
          .ifPresent(view -> view.objects(list).forEach(nodes::other));
    }
    Redaction redaction = new Redaction(secrets, nodes);
    Bundle bundle = new Bundle();
    bundle.add("versions.json", redaction.document(versions));
    bundle.add("doctor.json", redaction.document(Json.Obj.EMPTY.with("checks", new Json.Arr(
        Examinations.of(patient).stream().<Json>map(Finding::json).toList()))));
    for (String path : List.of("status", "links", "neighbors", "radio")) {
      Json.Obj answer = patient.node().get("/api/v1/" + path).map(View::json).orElse(Json.Obj.EMPTY);
      bundle.add(path + ".json", redaction.document(answer));
    }
    bundle.add("journal.json", Json.Obj.EMPTY.with("store", JournalFacts.of(patient.folder())));
    bundle.put("config.toml", patient.setup().config().map(config -> ConfigRedaction.of(config, redaction))
        .orElseGet(() -> "# " + redaction.text(patient.setup().trouble()) + "\n"));
    bundle.put("log.txt", new LogRedaction(redaction).of(log));
    return bundle;
  }

  private void add(String name, Json.Obj document) {
    put(name, PrettyJson.text(document) + "\n");
  }

  private void put(String name, String text) {
    entries.put(name, text);
  }

  public List<String> names() {
    return List.copyOf(entries.keySet());
  }

  /** Small, and the same for the same facts. */
  public byte[] zip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      write(zip, "README.txt", ABOUT + String.join("\n", entries.keySet()) + "\n");
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        write(zip, entry.getKey(), entry.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory takes everything", impossible);
    }
    return out.toByteArray();
  }

  private static void write(ZipOutputStream zip, String name, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    ZipEntry entry = new ZipEntry("sheratan-support/" + name);
    entry.setTimeLocal(WHEN);
    zip.putNextEntry(entry);
    zip.write(bytes, 0, Math.min(bytes.length, MOST_BYTES));
    zip.closeEntry();
  }
}
