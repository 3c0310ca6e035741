package org.sheratan.edge.cli.group;

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

/** Our codes as another implementation reads them. */
class QrCodeTest {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  @Test
  void shouldBeReadByAnotherImplementation() throws ReaderException {
    Entropy entropy = new SeededEntropy(3);
    for (int length = 1; length <= QrCode.MAX_CHARACTERS; length++) {
      for (int round = 0; round < 10; round++) {
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
    String text = "SHERATAN:4KZ7Q-0M3XA-7C2DN-K7F3Q-2ABCD";
    for (boolean unicode : new boolean[]{true, false}) {
      Picture picture = new Picture(QrPicture.lines(QrCode.of(text), unicode, true), unicode);
      assertEquals(text, new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture))).getText());
    }
  }

  @Test
  void shouldTakeNoLetterItCannotDraw() {
    assertThrows(IllegalStateException.class, () -> QrCode.of("lower case"));
    assertThrows(IllegalStateException.class, () -> QrCode.of("A".repeat(39)));
    assertThrows(IllegalStateException.class, () -> QrCode.of(""));
  }

  @Test
  void shouldKeepToOneHeightInTheTerminal() {
    assertEquals(17, QrPicture.lines(QrCode.of("A"), true, true).size());
    assertTrue(
        QrPicture.lines(QrCode.of("A"), false, false).stream().allMatch(line -> line.matches("\\p{ASCII}+")));
  }

  private static BitMatrix matrix(QrCode code) {
    BitMatrix matrix = new BitMatrix(QrCode.SIZE);
    for (int row = 0; row < QrCode.SIZE; row++) {
      for (int column = 0; column < QrCode.SIZE; column++) {
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

    private Picture(List<String> lines, boolean unicode) {
      super(33 * SCALE, 33 * SCALE);
      this.lines = lines.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
      this.unicode = unicode;
    }

    @Override
    public byte[] getRow(int y, byte[] row) {
      byte[] pixels = new byte[getWidth()];
      for (int x = 0; x < pixels.length; x++) {
        pixels[x] = (byte) (dark(y / SCALE, x / SCALE) ? 0 : 0xff);
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
