package org.sheratan.radio.link.lora.hardware;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which board the operator means. */
public sealed interface BoardChoice {
  /** Instead of a name: what the EEPROM of the plugged board says. */
  String AUTO = "auto";

  record Chosen(BoardProfile profile) implements BoardChoice {}

  /** @param why for people, with what they can do */
  record Unknown(String why) implements BoardChoice {}

  /**
   * @param name of a profile, or {@link #AUTO}
   * @param hatFolder {@link Hat#DEVICE_TREE}
   */
  static BoardChoice of(String name, BoardCatalog catalog, Path hatFolder) {
    if (!name.equals(AUTO)) {
      return chosen(catalog.find(name), "no board is called " + name, catalog);
    }
    Optional<Hat> hat = Hat.read(hatFolder);
    return hat.isEmpty()
        ? chosen(Optional.empty(), "no plugged board names itself", catalog)
        : chosen(catalog.find(hat.get()), "the plugged board calls itself " + hat.get().product()
            + (hat.get().vendor().isEmpty() ? "" : " by " + hat.get().vendor()) + ", which no profile knows",
            catalog);
  }

  private static BoardChoice chosen(Optional<BoardProfile> profile, String otherwise, BoardCatalog catalog) {
    return profile.isPresent()
        ? new Chosen(profile.get())
        : new Unknown(otherwise + "; name yours, one of "
            + catalog.profiles().stream().map(BoardProfile::name).collect(Collectors.joining(", ")));
  }
}
