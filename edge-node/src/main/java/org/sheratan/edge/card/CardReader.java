package org.sheratan.edge.card;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.edge.config.ConfigReader;
import org.sheratan.edge.config.HotspotNote;
import org.sheratan.edge.config.Section;

/** Reads {@code sheratan.toml} of a card; docs/image.md lists its keys. Looks on after a mistake, to tell them all at once. */
public final class CardReader {
  public static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_SSID_BYTES = 32;
  private static final int MAX_SSH_KEYS = 16;
  /** Tables that a node's file of the same name may have. */
  private static final List<String> NODES_OWN = ConfigReader.TABLES.stream()
      .filter(table -> !List.of("node", "network", "radio").contains(table)).toList();
  private static final String HOSTNAME = "[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?";
  private static final String KEY = "[0-9a-fA-F]{64}|\\*{64}";
  private static final String PASSWORD = "[ -~]{8,63}|[0-9a-fA-F]{64}|\\*{8,64}";
  private static final String SSH_KEY = "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(256|384|521)"
      + "|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\\.com) [A-Za-z0-9+/]{40,2000}={0,2}( [ -~]{0,200})?";

  private static final String GPS = "usb|none|/dev/tty(ACM|USB)[0-9]{1,2}|/dev/serial/by-id/[A-Za-z0-9_.:+-]{1,200}";
  private static final int MAX_CHANNEL = 11;
  private static final int USUAL_CHANNEL = 6;

  private final Path file;
  private final String text;
  private final CardChoices choices;
  private final CardKeys keys = new CardKeys();
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
      settings = Optional.of(settings(Section.of(file, text)));
    } catch (ConfigException broken) {
      keys.mistake(broken);
    }
    return keys.mistakes().isEmpty() && settings.isPresent()
        ? new CardReading.Good(settings.get(), List.copyOf(secrets))
        : new CardReading.Bad(keys.mistakes());
  }

  private CardSettings settings(Section top) throws ConfigException {
    if (NODES_OWN.stream().anyMatch(top::has)) {
      throw top.refusal(NODES_OWN.stream().filter(top::has).findFirst().orElseThrow(),
          "this is a node's configuration; a card's has [node], [wifi], [hotspot], [radio], [gps], [network] and [ssh]:"
              + " docs/image.md");
    }
    Optional<Section> node = keys.table(top, "node");
    Optional<Section> wifi = keys.table(top, "wifi");
    Optional<Section> hotspot = keys.table(top, "hotspot");
    Optional<Section> radio = keys.table(top, "radio");
    Optional<Section> gps = keys.table(top, "gps");
    Optional<Section> network = keys.table(top, "network");
    Optional<Section> ssh = keys.table(top, "ssh");
    CardSettings settings = new CardSettings(
        node.flatMap(each -> keys.text(each, "hostname", HOSTNAME,
            "1 to 32 small letters, digits or dashes, no dash at either end")),
        wifi.flatMap(this::wifi), hotspot.flatMap(this::hotspot),
        radio.flatMap(each -> keys.oneOf(each, "region", choices.regions())),
        radio.flatMap(each -> keys.oneOf(each, "board", choices.boards())),
        gps.flatMap(each -> keys.text(each, "receiver", GPS,
            "\"usb\", \"none\" or a device on USB such as \"/dev/ttyACM0\"; the header's serial port is the console's")),
        network.flatMap(this::networkKey),
        ssh.flatMap(each -> keys.texts(each, "keys", MAX_SSH_KEYS, SSH_KEY,
            "public keys such as \"ssh-ed25519 AAAA... me@laptop\"")));
    if (wifi.isPresent() && settings.hotspot().orElse(null) instanceof CardSettings.Hotspot.On) {
      keys.mistake(top.refusal("hotspot", "there is one Wi-Fi device, which is in a network or makes one:"
          + " take [wifi] out, or say enabled = false"));
    }
    List.of(node, wifi, hotspot, radio, gps, network, ssh).forEach(each -> each.ifPresent(keys::end));
    top.end();
    return settings;
  }

  private Optional<CardSettings.Wifi> wifi(Section section) {
    String all = "a [wifi] needs country, ssid and password";
    Optional<String> country = keys.required(section, "country", all, country(section));
    Optional<String> ssid = keys.required(section, "ssid", all,
        keys.text(section, "ssid", "[^\\p{Cntrl}\u0080-\u009f]{1,32}", "a name of 1 to 32 bytes"));
    if (ssid.isPresent() && ssid.get().getBytes(StandardCharsets.UTF_8).length > MAX_SSID_BYTES) {
      keys.mistake(section.refusal("ssid", "expected a name of 1 to 32 bytes"));
    }
    Optional<CardSecret> password = keys.required(section, "password", all,
        secret(section, "password", PASSWORD,
            "8 to 63 printable ASCII characters, or 64 hexadecimal digits"));
    if (password.equals(Optional.of(new CardSecret.Taken())) && ssid.isPresent()
        && !choices.knownWifi().test(ssid.get())) {
      keys.mistake(section.refusal("password", "was not taken over for this network; type it again"));
    }
    return country.isEmpty() || ssid.isEmpty()
        ? Optional.empty()
        : password.map(given -> new CardSettings.Wifi(country.get(), ssid.get(), given));
  }

  private Optional<CardSecret> networkKey(Section section) {
    Optional<CardSecret> key = secret(section, "key", KEY, "a network key of 64 hexadecimal digits");
    if (key.equals(Optional.of(new CardSecret.Taken())) && !choices.knownKey().getAsBoolean()) {
      keys.mistake(
          section.refusal("key", "was not taken over on this machine, or is another by now; type it again"));
    }
    return key;
  }

  private Optional<CardSettings.Hotspot> hotspot(Section section) {
    Optional<Boolean> enabled = keys.required(section, "enabled", "say true or false",
        keys.flag(section, "enabled"));
    Optional<String> country = country(section);
    Optional<String> ssid = keys.text(section, "ssid", HotspotNote.SSID,
        "1 to 32 letters, digits, dots, dashes, underscores or spaces, no space at either end");
    int channel = keys.integer(section, "channel", 1, MAX_CHANNEL).orElse(USUAL_CHANNEL);
    if (!enabled.orElse(false)) {
      return enabled.map(off -> new CardSettings.Hotspot.Off());
    }
    return keys.required(section, "country", "nothing is sent without knowing whose radio law holds", country)
        .map(law -> new CardSettings.Hotspot.On(law, ssid, channel));
  }

  private Optional<String> country(Section section) {
    return keys.text(section, "country", "[A-Z]{2}", "two capitals such as \"DE\"");
  }

  private Optional<CardSecret> secret(Section section, String key, String pattern, String expected) {
    Optional<CardSecret> secret = keys.text(section, key, pattern, expected).map(CardSecret::of);
    if (secret.isPresent() && secret.get() instanceof CardSecret.Given(String value)) {
      Optional<SecretSpan> span = SecretSpan.find(text, section.line(key), value);
      span.ifPresentOrElse(secrets::add, () -> keys.mistake(
          section.refusal(key, "expected " + key + " = \"...\" on a line of its own, without a backslash;"
              + " in single quotes where it has a double quote")));
    }
    return secret;
  }
}
