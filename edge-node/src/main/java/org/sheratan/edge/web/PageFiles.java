package org.sheratan.edge.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

import org.sheratan.kernel.Bytes;

/** The files of the page, as they lie beside the classes. No other name leads to a file. */
final class PageFiles {
  static final List<String> NAMES = List.of("airtime.js", "api.js", "dom.js", "events.js", "format.js",
      "gate.js", "graph.js",
      "icon.svg", "jobs.js", "links.js", "log.js", "main.js", "messages.js", "peers.js", "signin.js",
      "standing.js", "store.js",
      "style.css", "tokens.js", "words.de.json", "words.en.json", "words.js");

  private PageFiles() {}

  static Bytes read(String name) {
    try (InputStream file = PageFiles.class.getResourceAsStream("/page/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its file page/" + name);
      }
      return Bytes.copyOf(file.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
