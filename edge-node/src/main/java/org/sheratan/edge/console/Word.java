package org.sheratan.edge.console;

import java.util.List;
import java.util.function.Function;

/**
 * One command.
 *
 * @param usage as {@code help} shows it, its name first
 * @param help what it does, in a few words
 * @param guarded only for who has signed in
 * @param act from the words behind the name to what happens
 */
record Word(String usage, String help, boolean guarded, Function<List<String>, Move> act) {
  /** One or two words: {@code ping}, {@code log follow}. */
  String name() {
    return usage.replaceAll(" ([A-Z\\[]|on\\|).*", "");
  }

  /** Whether anything may stand behind the name. */
  boolean takesWords() {
    return !usage.equals(name());
  }

  /** How many of the typed words are the name; 0 when it is another command. */
  int matched(List<String> typed) {
    List<String> own = List.of(name().split(" "));
    return typed.size() >= own.size() && typed.subList(0, own.size()).equals(own) ? own.size() : 0;
  }
}
