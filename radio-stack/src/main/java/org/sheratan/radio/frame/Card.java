package org.sheratan.radio.frame;

import java.util.List;

/**
 * What a node says about itself; fetched once per digest, at most 1 KiB encoded and signed.
 *
 * @param name chosen by the operator, not unique, 1..32 characters
 * @param capabilities job kinds it will run, such as {@code read_file}, sorted
 * @param wants what it looks for, sorted
 * @param offers what it has, such as {@code gpu:8G}, sorted
 */
public record Card(String name, List<String> capabilities, List<String> wants, List<String> offers) {
  public Card {
    capabilities = capabilities.stream().sorted().distinct().toList();
    wants = wants.stream().sorted().distinct().toList();
    offers = offers.stream().sorted().distinct().toList();
  }
}
