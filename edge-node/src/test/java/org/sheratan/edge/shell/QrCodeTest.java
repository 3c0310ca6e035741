package org.sheratan.edge.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.google.zxing.qrcode.decoder.Decoder;
import org.junit.jupiter.api.Test;

import org.sheratan.kernel.Entropy;
import org.sheratan.kernel.SeededEntropy;

/** What is drawn, read back. */
class QrCodeTest {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  @Test
  void shouldBeReadBackAtAnyLength() throws ReaderException {
    Entropy entropy = new SeededEntropy(3);
    for (int length = 1; length <= 120; length++) {
      for (int round = 0; round < 4; round++) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
          text.append(ALPHABET.charAt(entropy.nextInt(ALPHABET.length())));
        }
        assertEquals(text.toString(), new Decoder().decode(matrix(QrCode.of(text.toString()))).getText());
      }
    }
  }

  @Test
  void shouldBeReadWithAFewModulesDamaged() throws ReaderException {
    String text = "SHERATAN:4KZ7Q-0M3XA-7C2DN-K7F3Q-2ABCD";
    BitMatrix matrix = matrix(QrCode.of(text));
    for (int column = 15; column < 21; column++) {
      matrix.flip(column, 12);
    }
    assertEquals(text, new Decoder().decode(matrix).getText());
  }

  @Test
  void shouldBeFoundInAPictureOfTheTerminal() throws ReaderException {
    for (String text : List.of("SHERATAN:4KZ7Q-0M3XA-7C2DN-K7F3Q-2ABCD",
        "https://sheratan-4f2a.local:8443", "WIFI:T:WPA;S:sheratan-4f2a;P:83a1-0c5f-9be2-447d;;")) {
      found(text);
    }
  }

  private static void found(String text) throws ReaderException {
    for (boolean unicode : new boolean[]{true, false}) {
      for (QrPicture.Ink ink : QrPicture.Ink.values()) {
        boolean light = ink == QrPicture.Ink.LIGHT_LETTERS;
        Picture picture = new Picture(QrPicture.lines(text, unicode, ink), unicode, light);
        assertEquals(text,
            new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture))).getText());
      }
    }
  }

  @Test
  void shouldRefuseWhatNoCodeHasRoomFor() {
    assertThrows(IllegalArgumentException.class, () -> QrCode.of("a".repeat(5_000)));
  }

  @Test
  void shouldFitAScreen() {
    assertEquals(17,
        QrPicture.lines("SHERATAN:4KZ7Q-0M3XA-7C2DN-K7F3Q-2ABCD", true, QrPicture.Ink.COLORED).size());
    List<String> address = QrPicture.lines("https://sheratan-4f2a.local:8443", false,
        QrPicture.Ink.DARK_LETTERS);
    assertTrue(address.stream().allMatch(line -> line.length() <= 80 && line.matches("\\p{ASCII}+")));
    assertTrue(QrPicture.lines("https://sheratan-4f2a.local:8443", true, QrPicture.Ink.COLORED).size() <= 19);
  }

  private static BitMatrix matrix(QrCode code) {
    BitMatrix matrix = new BitMatrix(code.size());
    for (int row = 0; row < code.size(); row++) {
      for (int column = 0; column < code.size(); column++) {
        if (code.dark(row, column)) {
          matrix.set(column, row);
        }
      }
    }
    return matrix;
  }

  /** Eight pixels a module, as a camera sees the screen. */
  private static final class Picture extends LuminanceSource {
    private static final int SCALE = 8;
    private final List<String> lines;
    private final boolean unicode;
    private final boolean light;

    private Picture(List<String> lines, boolean unicode, boolean light) {
      super(width(lines.getFirst(), unicode) * SCALE, width(lines.getFirst(), unicode) * SCALE);
      this.lines = lines.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
      this.unicode = unicode;
      this.light = light;
    }

    private static int width(String line, boolean unicode) {
      return line.replaceAll("\u001b\\[[0-9;]*m", "").length() / (unicode ? 1 : 2);
    }

    @Override
    public byte[] getRow(int y, byte[] row) {
      byte[] pixels = new byte[getWidth()];
      for (int x = 0; x < pixels.length; x++) {
        pixels[x] = (byte) (dark(y / SCALE, x / SCALE) != light ? 0 : 0xff);
      }
      return pixels;
    }

    private boolean dark(int row, int column) {
      if (!unicode) {
        return lines.get(row).charAt(2 * column) == '#';
      }
      char letter = lines.get(row / 2).charAt(column);
      return letter == '█' || letter == (row % 2 == 0 ? '▀' : '▄');
    }

    @Override
    public byte[] getMatrix() {
      byte[] all = new byte[getWidth() * getHeight()];
      for (int y = 0; y < getHeight(); y++) {
        System.arraycopy(getRow(y, null), 0, all, y * getWidth(), getWidth());
      }
      return all;
    }
  }
}
