package org.sheratan.radio.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Bytes;

class SignedCardTest {
  private static final Bytes SIGNATURE = Bytes.hex("55".repeat(64));

  @Test
  void shouldComeBackAsSent() {
    SignedCard card = signed(
        new Card("Hütte 3", List.of("ping", "read_file"), List.of("gpu"), List.of("disk:2T")));
    assertEquals(card, SignedCard.decode(card.encode()));
    Broken.assertExactLength(SignedCard::decode, card.encode());
  }

  @Test
  void shouldPutEveryFieldInItsPlace() {
    SignedCard card = signed(new Card("ab", List.of("y", "x"), List.of(), List.of("z")));
    assertEquals("00000007" + "0003" + "026162" + "0201780179" + "00" + "01017a" + SIGNATURE.toHex(),
        card.encode().toHex());
  }

  @Test
  void shouldHaveOneEncodingOnly() {
    Broken.assertNames("capabilities", SignedCard::decode, card("026162", "0201790178", "00", "00"));
    Broken.assertNames("capabilities", SignedCard::decode, card("026162", "0201780178", "00", "00"));
    Broken.assertNames("wants", SignedCard::decode, card("026162", "00", "0100", "00"));
  }

  @Test
  void shouldRefuseNamesThatAreEmptyLongOrNotPrintable() {
    Broken.assertNames("name", SignedCard::decode, card("00", "00", "00", "00"));
    Broken.assertNames("name", SignedCard::decode, card("21" + "61".repeat(33), "00", "00", "00"));
    Broken.assertNames("name", SignedCard::decode, card("021b63", "00", "00", "00"));
    Broken.assertNames("name", SignedCard::decode, card("03e280ae", "00", "00", "00"));
    Broken.assertNames("name", SignedCard::decode, card("03e280a8", "00", "00", "00"));
    Broken.assertNames("name", SignedCard::decode, card("01ff", "00", "00", "00"));
    assertEquals("😀".repeat(32), SignedCard.decode(signed(
        new Card("😀".repeat(32), List.of(), List.of(), List.of())).encode()).card().name());
  }

  @Test
  void shouldRefuseTooManyAndTooLongItems() {
    List<String> many = IntStream.range(0, 65).mapToObj(index -> "k" + (100 + index)).toList();
    Broken.assertNames("capabilities", SignedCard::decode,
        signed(new Card("a", many, List.of(), List.of())).encode());
    Broken.assertNames("offers", SignedCard::decode,
        signed(new Card("a", List.of(), List.of(), List.of("x".repeat(65)))).encode());
  }

  @Test
  void shouldRefuseMoreThanOneKibibyte() {
    List<String> long64 = IntStream.range(0, 20).mapToObj(index -> "x".repeat(62) + (10 + index)).toList();
    Bytes encoded = signed(new Card("a", long64, List.of(), List.of())).encode();
    assertTrue(encoded.length() > 1024);
    Broken.assertNames("card", SignedCard::decode, encoded);
  }

  @Test
  void shouldDigestTheWholeEncoding() {
    Card card = new Card("a", List.of(), List.of(), List.of());
    assertEquals(Limits.CARD_DIGEST_BYTES, signed(card).digest().length());
    assertEquals(signed(card).digest(), signed(card).digest());
    assertNotEquals(signed(card).digest(), new SignedCard(7, 4, card, SIGNATURE).digest());
    assertNotEquals(signed(card).digest(),
        new SignedCard(7, 3, card, Broken.with(SIGNATURE, 63, 0)).digest());
  }

  private static SignedCard signed(Card card) {
    return new SignedCard(7, 3, card, SIGNATURE);
  }

  private static Bytes card(String name, String capabilities, String wants, String offers) {
    return Bytes.hex("000000070003" + name + capabilities + wants + offers).concat(SIGNATURE);
  }
}
