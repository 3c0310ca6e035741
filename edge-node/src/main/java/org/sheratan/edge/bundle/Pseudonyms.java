package org.sheratan.edge.bundle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.sheratan.edge.shell.View;

/**
 * Nodes by numbers that hold within one bundle: {@code this-node}, {@code node-1}, {@code node-2} and so on. Who helps can still see
 * that two lines are about one node, not which.
 */
public final class Pseudonyms {
  private final Map<String, String> known = new LinkedHashMap<>();
  private int next = 1;

  /** This node, as its status tells it. */
  public void own(View status) {
    learn(status, "this-node");
  }

  /** A node as any list of the API tells it. */
  public void other(View node) {
    String pseudonym = of(node.text("id")).or(() -> of(node.text("name"))).orElse("");
    if (pseudonym.isEmpty()) {
      pseudonym = "node-" + next;
      next++;
    }
    learn(node, pseudonym);
  }

  private void learn(View node, String pseudonym) {
    for (String word : new String[]{node.text("id"), node.text("short_name"), node.text("fingerprint"),
        node.text("name")}) {
      learn(word, pseudonym);
    }
  }

  /** A machine's own name, which logs and paths may have too. */
  public void own(String name) {
    learn(name, "this-node");
  }

  /** However short; only a name that is a small number stays, for so do all the numbers that mean something else. */
  private void learn(String word, String pseudonym) {
    if (!word.matches("[0-9]{0,2}")) {
      known.putIfAbsent(word, pseudonym);
    }
  }

  Optional<String> of(String word) {
    return Optional.ofNullable(known.get(word));
  }

  /** Everything that stands for a node, longest first, so that no name is left within another. */
  Map<String, String> longestFirst() {
    Map<String, String> sorted = new LinkedHashMap<>();
    known.entrySet().stream()
        .sorted((left, right) -> Integer.compare(right.getKey().length(), left.getKey().length()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }
}
