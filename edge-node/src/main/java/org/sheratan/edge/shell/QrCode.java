package org.sheratan.edge.shell;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/** A QR code (ISO/IEC 18004) by ZXing: error correction level M, the smallest version and mode that the text allows. */
final class QrCode {
  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /** @param text up to 500 characters or so; a join code takes version 2, an address version 2 or 3 */
  static QrCode of(String text) {
    Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
    hints.put(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
    try {
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix());
    } catch (WriterException tooLong) {
      throw new IllegalArgumentException("no QR code has room for it", tooLong);
    }
  }

  /** Modules in a row and in a column. */
  int size() {
    return modules.getWidth();
  }

  boolean dark(int row, int column) {
    return modules.get(column, row) == 1;
  }
}
