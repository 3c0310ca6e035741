package org.sheratan.radio.link.lora.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The boards whose profiles are part of the program: data in the folder {@code board}, listed in board/list.txt. */
public final class BoardCatalog {
  private final List<BoardProfile> profiles;

  private BoardCatalog(List<BoardProfile> profiles) {
    this.profiles = List.copyOf(profiles);
  }

  /** @throws IllegalStateException when a profile is broken: a test reads all of them */
  public static BoardCatalog builtIn() {
    List<BoardProfile> profiles = new ArrayList<>();
    for (String name : resource("list.txt").lines().toList()) {
      try {
        profiles.add(BoardProfileReader.read(name, resource(name + ".properties")));
      } catch (BoardProfileException broken) {
        throw new IllegalStateException(broken);
      }
    }
    return new BoardCatalog(profiles);
  }

  private static String resource(String name) {
    try (InputStream data = BoardCatalog.class.getResourceAsStream("board/" + name)) {
      return new String(data.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("board/" + name + " is part of the program", broken);
    }
  }

  /** By name. */
  public List<BoardProfile> profiles() {
    return profiles;
  }

  public Optional<BoardProfile> find(String name) {
    return profiles.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }

  /** The board that says so in its EEPROM; none when several do. */
  public Optional<BoardProfile> find(Hat hat) {
    List<BoardProfile> fitting = profiles.stream()
        .filter(profile -> profile.hatProducts().stream().anyMatch(hat.product()::equalsIgnoreCase)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }
}
