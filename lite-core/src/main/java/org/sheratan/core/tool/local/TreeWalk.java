package org.sheratan.core.tool.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.sheratan.core.json.CodePointOrder;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.RelativePath;

/**
 * Visits every regular file below a folder in the byte order of their whole paths, as {@code LC_ALL=C sort} would
 * order them. Links, devices and half-written files of ours are skipped and counted.
 */
final class TreeWalk {
  /** What the walker does on its way; paths are relative to where the walk began. */
  interface Visitor {
    /** Whether to go into {@code name}, {@code depth} folders below the start (1 for the first). */
    boolean enters(String name, int depth);

    void file(Folder folder, Entry file, String path) throws IOException, ToolFailure;
  }

  private final ToolLimits limits;
  private final Budget budget;
  private final Visitor visitor;
  private final int startDepth;
  private int skipped;

  TreeWalk(RelativePath start, ToolLimits limits, Run run, Visitor visitor) {
    this.limits = limits;
    this.budget = new Budget(run, limits);
    this.visitor = visitor;
    this.startDepth = start.names().size();
  }

  void walk(Folder start) throws IOException, ToolFailure {
    visit(start, "", 0);
  }

  /** Names that were neither a file nor a folder gone into. */
  int skipped() {
    return skipped;
  }

  int entries() {
    return budget.entries();
  }

  private void visit(Folder folder, String prefix, int depth) throws IOException, ToolFailure {
    for (Entry entry : sorted(folder)) {
      String path = prefix + entry.text();
      switch (entry.type()) {
        case FILE -> visitor.file(folder, entry, path);
        case FOLDER -> descend(folder, entry, path, depth + 1);
        case LINK, SPECIAL -> skipped++;
      }
    }
  }

  private void descend(Folder folder, Entry entry, String path, int depth) throws IOException, ToolFailure {
    if (!visitor.enters(entry.text(), depth)) {
      skipped++;
      return;
    }
    if (startDepth + depth > limits.depth()) {
      throw ToolFailure.everywhere(FailureCode.TOO_DEEP,
          path + " nests deeper than " + limits.depth() + " folders");
    }
    try (Folder below = folder.folder(entry.name())) {
      visit(below, path + "/", depth);
    }
  }

  private List<Entry> sorted(Folder folder) throws IOException, ToolFailure {
    List<Entry> named = new ArrayList<>();
    for (Entry entry : folder.entries(budget)) {
      if (Stamp.isStamp(entry.name())) {
        continue;
      }
      if (entry.text() == null) {
        throw ToolFailure.here(FailureCode.UNNAMEABLE,
            "a name in " + folder.shown() + " is not text: " + shown(entry.name()));
      }
      named.add(entry);
    }
    named.sort((left, right) -> CodePointOrder.INSTANCE.compare(sortName(left), sortName(right)));
    return named;
  }

  /** A folder sorts as its files do: with the slash that follows its name. */
  private static String sortName(Entry entry) {
    return entry.type() == Entry.Type.FOLDER ? entry.text() + "/" : entry.text();
  }

  private static String shown(Path name) {
    return name.toString().codePoints().filter(letter -> letter >= ' ')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
