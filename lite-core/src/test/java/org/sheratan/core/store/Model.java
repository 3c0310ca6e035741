package org.sheratan.core.store;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;

/**
 * What a store must hold, beside the store itself: one state for each sealed group, and how many of them were
 * promised.
 */
final class Model {
  private final List<TreeMap<String, String>> states = new ArrayList<>(List.of(new TreeMap<>()));
  private int promised;

  /** Some changes in one turn; a few names, so that they are overwritten and removed again and again. */
  void turn(Store store, Entropy entropy) {
    TreeMap<String, String> next = new TreeMap<>(states.getLast());
    // So that no turn is empty, and no two states are equal.
    store.put("turn", Bytes.utf8("" + states.size()));
    next.put("named turn", "" + states.size());
    int changes = 1 + entropy.nextInt(4);
    for (int change = 0; change < changes; change++) {
      String name = "n/" + entropy.nextInt(12);
      String value = "v" + states.size() + "x".repeat(entropy.nextInt(60));
      switch (entropy.nextInt(5)) {
        case 0 -> {
          store.remove(name);
          next.remove("named " + name);
        }
        case 1 -> {
          store.forget(name);
          next.remove("archived " + name);
        }
        case 2 -> {
          store.archive(name, Bytes.utf8(value));
          next.put("archived " + name, value);
        }
        default -> {
          store.put(name, Bytes.utf8(value));
          next.put("named " + name, value);
        }
      }
    }
    states.add(next);
  }

  /** Everything up to the last turn is on disk. */
  void promise() {
    promised = states.size() - 1;
  }

  TreeMap<String, String> now() {
    return states.getLast();
  }

  /** The store must be in one of the states from the last promised one on; later ones are then forgotten. */
  void check(Store store, String where) throws IOException {
    TreeMap<String, String> content = StoreFixture.contentOf(store);
    for (int index = states.size() - 1; index >= promised; index--) {
      if (states.get(index).equals(content)) {
        states.subList(index + 1, states.size()).clear();
        promised = index;
        return;
      }
    }
    fail(where + ": holds " + content + ", promised " + states.get(promised) + ", latest " + now());
  }
}
