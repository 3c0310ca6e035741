package org.sheratan.core.market;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something a node has or a job needs, such as {@code gpu:8G} or {@code camera}. An offer meets a need of the same
 * family with at most its own amount; one without an amount must be equal.
 *
 * @param amount in base units, when the text ends in one: digits with K, M, G or T (powers of 1000) and any unit
 */
public record Offer(String text, String family, Optional<Double> amount) {
  private static final Pattern WITH_AMOUNT = Pattern
      .compile("(.+):(\\d{1,9}(?:\\.\\d{1,3})?)([KMGT]?)([A-Za-z/%]*)");

  public static Offer parse(String text) {
    Matcher matcher = WITH_AMOUNT.matcher(text);
    if (!matcher.matches()) {
      return new Offer(text, text, Optional.empty());
    }
    double amount = Double.parseDouble(matcher.group(2)) * scale(matcher.group(3));
    return new Offer(text, matcher.group(1) + ":" + unit(matcher), Optional.of(amount));
  }

  /** Whether {@code offers} hold everything in {@code needs}. */
  public static boolean meet(List<String> offers, List<String> needs) {
    List<Offer> held = offers.stream().map(Offer::parse).toList();
    return needs.stream().map(Offer::parse)
        .allMatch(need -> held.stream().anyMatch(offer -> offer.meets(need)));
  }

  public boolean meets(Offer need) {
    if (amount.isEmpty() || need.amount.isEmpty()) {
      return text.equals(need.text);
    }
    return family.equals(need.family) && amount.get() >= need.amount.get();
  }

  private static double scale(String prefix) {
    return switch (prefix) {
      case "K" -> 1e3;
      case "M" -> 1e6;
      case "G" -> 1e9;
      case "T" -> 1e12;
      default -> 1;
    };
  }

  /** Bytes may go without saying: {@code 8G} and {@code 8GB} are the same. */
  private static String unit(Matcher matcher) {
    String unit = matcher.group(4);
    return unit.equals("B") ? "" : unit;
  }
}
