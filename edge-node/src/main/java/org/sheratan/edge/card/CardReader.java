package org.sheratan.edge.card;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.Section;

/** Reads {@code sheratan.toml} of a card; docs/image.md lists its keys. Looks on after a mistake, to tell them all at once. */
public final class CardReader {
  public static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_SSID_BYTES = 32;
  private static final int MAX_SSH_KEYS = 16;
  /** Tables that a node's file of the same name may have. */
  private static final List<String> NODES_OWN = List.of("udp", "http", "worker", "market", "clock", "console",
      "log");
  private static final String BYTE_ORDER_MARK = "\ufeff";
  private static final String HOSTNAME = "[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?";
  private static final String KEY = "[0-9a-fA-F]{64}|\\*{64}";
  private static final String PASSWORD = "[ -~]{8,63}|[0-9a-fA-F]{64}|\\*{8,64}";
  private static final String SSH_KEY = "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)"
      + "|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com) [A-Za-z0-9+/]{40,2000}={0,2}( [ -~]{0,200})?";

  private final Path file;
  private final String text;
  private final CardChoices choices;
  private final List<String> mistakes = new ArrayList<>();
  private final List<SecretSpan> secrets = new ArrayList<>();

  private CardReader(Path file, String text, CardChoices choices) {
    this.file = file;
    this.text = text;
    this.choices = choices;
  }

  /** @param file names {@code bytes} in mistakes */
  public static CardReading read(Path file, byte[] bytes, CardChoices choices) {
    if (bytes.length > MAX_BYTES) {
      return new CardReading.Bad(List.of(file + ": expected at most " + MAX_BYTES + " bytes"));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new CardReader(file, text, choices).reading();
    } catch (CharacterCodingException notText) {
      return new CardReading.Bad(List.of(file + ": expected UTF-8 text"));
    }
  }

  private CardReading reading() {
    Optional<CardSettings> settings = Optional.empty();
    try {
      // Editors of Windows begin a file with the mark; it belongs to no line.
      settings = Optional.of(settings(Section.of(file,
          text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text)));
    } catch (ConfigException broken) {
      mistakes.add(broken.getMessage());
    }
    return mistakes.isEmpty() && settings.isPresent()
        ? new CardReading.Good(settings.get(), List.copyOf(secrets))
        : new CardReading.Bad(List.copyOf(mistakes));
  }

  private CardSettings settings(Section top) throws ConfigException {
    if (NODES_OWN.stream().anyMatch(top::has)) {
      throw top.refusal(NODES_OWN.stream().filter(top::has).findFirst().orElseThrow(),
          "this is a node's configuration; a card's has [node], [wifi], [radio], [network] and [ssh]:"
              + " docs/image.md");
    }
    Optional<Section> node = table(top, "node");
    Optional<Section> radio = table(top, "radio");
    Optional<Section> network = table(top, "network");
    Optional<Section> ssh = table(top, "ssh");
    CardSettings settings = new CardSettings(
        node.flatMap(each -> text(each, "hostname", HOSTNAME,
            "1 to 32 small letters, digits or dashes, no dash at either end")),
        wifi(table(top, "wifi")), radio.flatMap(each -> oneOf(each, "region", choices.regions())),
        radio.flatMap(each -> oneOf(each, "board", choices.boards())),
        network.flatMap(this::networkKey),
        ssh.flatMap(this::sshKeys));
    List.of(node, radio, network, ssh).forEach(each -> each.ifPresent(this::end));
    top.end();
    return settings;
  }

  private Optional<CardSettings.Wifi> wifi(Optional<Section> found) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Section section = found.get();
    Optional<String> country = required(section, "country",
        text(section, "country", "[A-Z]{2}", "two capitals such as \"DE\""));
    Optional<String> ssid = required(section, "ssid",
        text(section, "ssid", "[^\\p{Cntrl}\u0080-\u009f]{1,32}", "a name of 1 to 32 bytes"));
    if (ssid.isPresent() && ssid.get().getBytes(StandardCharsets.UTF_8).length > MAX_SSID_BYTES) {
      mistakes.add(section.refusal("ssid", "expected a name of 1 to 32 bytes").getMessage());
    }
    Optional<CardSecret> password = required(section, "password",
        secret(section, "password", PASSWORD,
            "8 to 63 printable ASCII characters, or 64 hexadecimal digits"));
    if (password.equals(Optional.of(new CardSecret.Taken())) && ssid.isPresent()
        && !choices.knownWifi().test(ssid.get())) {
      mistakes.add(
          section.refusal("password", "was not taken over for this network; type it again").getMessage());
    }
    end(section);
    return country.isEmpty() || ssid.isEmpty()
        ? Optional.empty()
        : password.map(given -> new CardSettings.Wifi(country.get(), ssid.get(), given));
  }

  private Optional<CardSecret> networkKey(Section section) {
    Optional<CardSecret> key = secret(section, "key", KEY, "a network key of 64 hexadecimal digits");
    if (key.equals(Optional.of(new CardSecret.Taken())) && !choices.knownKey().getAsBoolean()) {
      mistakes.add(
          section.refusal("key", "was not taken over on this machine, or is another by now; type it again")
              .getMessage());
    }
    return key;
  }

  private Optional<List<String>> sshKeys(Section section) {
    String expected = "public keys such as \"ssh-ed25519 AAAA... me@laptop\"";
    if (!section.has("keys")) {
      return Optional.empty();
    }
    try {
      List<String> keys = section.texts("keys", List.of(), SSH_KEY, expected);
      if (keys.size() > MAX_SSH_KEYS) {
        throw section.refusal("keys", "expected at most " + MAX_SSH_KEYS + " " + expected);
      }
      return Optional.of(List.copyOf(keys));
    } catch (ConfigException wrong) {
      mistakes.add(wrong.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Section> table(Section top, String key) {
    try {
      Section table = top.table(key);
      return top.has(key) ? Optional.of(table) : Optional.empty();
    } catch (ConfigException wrong) {
      mistakes.add(wrong.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> text(Section section, String key, String pattern, String expected) {
    try {
      String found = section.text(key, "", pattern, expected);
      return section.has(key) ? Optional.of(found) : Optional.empty();
    } catch (ConfigException wrong) {
      mistakes.add(wrong.getMessage());
      return Optional.empty();
    }
  }

  private Optional<String> oneOf(Section section, String key, Set<String> names) {
    String pattern = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return text(section, key, pattern, "one of " + String.join(", ", names));
  }

  private Optional<CardSecret> secret(Section section, String key, String pattern, String expected) {
    Optional<CardSecret> secret = text(section, key, pattern, expected).map(CardSecret::of);
    if (secret.isPresent() && secret.get() instanceof CardSecret.Given(String value)) {
      Optional<SecretSpan> span = SecretSpan.find(text, section.line(key), value);
      span.ifPresentOrElse(secrets::add, () -> mistakes.add(
          section.refusal(key, "expected " + key + " = \"...\" on a line of its own, without a backslash;"
              + " in single quotes where it has a double quote").getMessage()));
    }
    return secret;
  }

  /** Notes its absence; a wrong value is noted already. */
  private <T> Optional<T> required(Section section, String key, Optional<T> found) {
    if (!section.has(key)) {
      mistakes
          .add(section.refusal(key, "is missing; a [wifi] needs country, ssid and password").getMessage());
    }
    return found;
  }

  private void end(Section section) {
    try {
      section.end();
    } catch (ConfigException unknown) {
      mistakes.add(unknown.getMessage());
    }
  }
}
