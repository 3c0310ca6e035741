package org.sheratan.edge.card;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.sheratan.edge.config.ConfigException;
import org.sheratan.kernel.SecureRandomness;

/**
 * Takes over what the card's file asks for. The power may go at any moment; the next call goes on from what it finds:
 *
 * <pre>
 * found                         | what is done
 * ------------------------------+------------------------------------------------------------------
 * a draft of a plan             | deleted; nothing was changed yet
 * a plan                        | all its files written (again) and noted as written, then as in the next line
 * a plan whose files are written| secrets erased, noted as done, plan deleted: what was changed since then stays
 * a plan under way to be deleted| deleted; it was done
 * nothing, and no file         | nothing; that is told
 * no plan, file as noted        | nothing
 * no plan, another file         | checked; mistakes are written beside it, otherwise a plan is made
 * </pre>
 */
public final class CardApply {
  private static final String NOTED = "  -\n";

  private final CardPlace place;
  private final CardDisk disk;
  private final CardChoices choices;
  private final SecureRandomness random;

  /** @param before hears what is to be done next, without any secret */
  public CardApply(CardPlace place, Set<String> regions, Set<String> boards, SecureRandomness random,
      Consumer<String> before) {
    this.random = random;
    this.place = place;
    this.disk = new CardDisk(before);
    this.choices = new CardChoices(regions, boards, this::knownWifi, this::knownKey);
  }

  /** @throws IOException when it could not be finished; the next call tries again */
  public CardOutcome run() throws IOException {
    boolean left = Files.isDirectory(draft()) || Files.isDirectory(finished());
    disk.deleteFolder(draft());
    disk.deleteFolder(finished());
    List<Path> written = new ArrayList<>();
    boolean underWay = StagedPlan.isIn(plan());
    if (underWay) {
      written.addAll(carryOut());
    }
    Optional<CardOutcome> fresh = takeOver();
    if (fresh.isPresent() && fresh.get() instanceof CardOutcome.Applied(List<Path> files)) {
      written.addAll(files);
    } else if (fresh.isPresent()) {
      return fresh.get();
    }
    if (underWay || fresh.isPresent()) {
      return new CardOutcome.Applied(written);
    }
    return left || Files.exists(place.settings())
        ? new CardOutcome.Unchanged()
        : new CardOutcome.Absent(place.settings());
  }

  /** Tells who holds the card what kept {@link #run} from its end. */
  public void writeUnfinished(String why) throws IOException {
    write(List.of("sheratan.toml is not taken over wholly yet:", "", why));
  }

  private Optional<CardOutcome> takeOver() throws IOException {
    if (!Files.exists(place.settings())) {
      return Optional.empty();
    }
    // One byte more than may be read tells that it is too long.
    byte[] bytes;
    try (var in = Files.newInputStream(place.settings())) {
      bytes = in.readNBytes(CardReader.MAX_BYTES + 1);
    }
    if (Files.exists(done()) && Files.readString(done()).equals(hash(bytes) + NOTED)) {
      return Optional.empty();
    }
    return Optional.of(switch (CardReader.read(place.settings(), bytes, choices)) {
      case CardReading.Bad(List<String> mistakes) -> refused(mistakes);
      case CardReading.Good(CardSettings settings, List<SecretSpan> secrets) ->
        planned(settings, secrets, bytes);
    });
  }

  private CardOutcome planned(CardSettings settings, List<SecretSpan> secrets, byte[] bytes)
      throws IOException {
    List<PlannedFile> files;
    try {
      files = CardPlan.of(settings, place, random);
    } catch (ConfigException unusable) {
      return refused(List.of(unusable.getMessage()));
    }
    String hash = hash(SecretSpan.mask(bytes, secrets).orElseThrow());
    new StagedPlan(hash, secrets, files).write(draft(), disk);
    disk.move(draft(), plan());
    return new CardOutcome.Applied(carryOut());
  }

  private CardOutcome refused(List<String> mistakes) throws IOException {
    List<String> lines = new ArrayList<>(
        List.of("Nothing of sheratan.toml was taken over. Correct it and start again:", ""));
    lines.addAll(mistakes);
    write(lines);
    return new CardOutcome.Refused(mistakes);
  }

  /** In lines that every editor can show. */
  private void write(List<String> lines) throws IOException {
    disk.replace(place.errors(), false,
        (String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /** The files first: as long as one is missing, the card still has what it would be made of. */
  private List<Path> carryOut() throws IOException {
    StagedPlan plan = StagedPlan.read(plan());
    // A card that can no longer be written keeps its secrets and this plan, which must not undo at each start what its
    // operator has changed since.
    List<PlannedFile> files = Files.exists(written()) ? List.of() : plan.files();
    for (PlannedFile file : files) {
      disk.replace(file.path(), file.secret(), file.text().getBytes(StandardCharsets.UTF_8));
    }
    if (!files.isEmpty()) {
      disk.replace(written(), false, new byte[0]);
    }
    eraseSecrets(plan);
    disk.replace(done(), false, (plan.sourceHash() + NOTED).getBytes(StandardCharsets.UTF_8));
    disk.deleteWithDraft(place.errors());
    disk.move(plan(), finished());
    disk.deleteFolder(finished());
    return files.stream().map(PlannedFile::path).toList();
  }

  /** A file that was changed meanwhile is another one, and read next. */
  private void eraseSecrets(StagedPlan plan) throws IOException {
    if (!Files.exists(place.settings()) || Files.size(place.settings()) > CardReader.MAX_BYTES) {
      return;
    }
    byte[] found = CardDisk.read(place.settings(), CardReader.MAX_BYTES);
    Optional<byte[]> masked = SecretSpan.mask(found, plan.secrets());
    if (masked.isPresent() && hash(masked.get()).equals(plan.sourceHash())
        && !MessageDigest.isEqual(found, masked.get())) {
      disk.overwrite(place.settings(), masked.get());
    }
  }

  private boolean knownWifi(String ssid) {
    try {
      return WifiFile.isFor(ssid, CardPlan.textOf(place.wifi()));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** A key that somebody put there since is none of the card's. */
  private boolean knownKey() {
    try {
      return CardPlan.note(CardPlan.textOf(place.networkKey())).equals(CardPlan.textOf(place.takenKey()));
    } catch (IOException unreadable) {
      return false;
    }
  }

  private Path draft() {
    return place.state().resolve("plan.new");
  }

  private Path plan() {
    return place.state().resolve("plan");
  }

  private Path written() {
    return plan().resolve("written");
  }

  private Path finished() {
    return place.state().resolve("plan.old");
  }

  /** What {@code sha256sum} says of the card's file as it was left, so that a start without news needs no Java. */
  private Path done() {
    return place.state().resolve("done");
  }

  static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
