package org.sheratan.edge.tool.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

import org.sheratan.kernel.Bytes;

/**
 * Parts what a program prints into its output and its reports. A report is a line that begins with the record separator, as in
 * a JSON text sequence (RFC 7464): {@code 0x1e, JSON, line feed}. One that is longer than {@link #MAX_REPORT_BYTES} is cut, so
 * that it cannot be read.
 */
final class Printed {
  static final int MAX_REPORT_BYTES = 16 * 1024;
  private static final byte MARK = 0x1e;
  private static final int CHUNK_BYTES = 8 * 1024;

  private final Consumer<Bytes> reports;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream report = new ByteArrayOutputStream();
  private boolean atLineStart = true;
  private boolean inReport;

  /** @param reports takes each report, without mark and line feed, as it comes */
  Printed(Consumer<Bytes> reports) {
    this.reports = reports;
  }

  /** The output, up to the end or until there is more of it than {@code limit}. */
  byte[] read(InputStream printed, int limit) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int length = printed.read(chunk);
    while (length >= 0 && output.size() <= limit) {
      for (int index = 0; index < length; index++) {
        take(chunk[index]);
      }
      length = printed.read(chunk);
    }
    return output.toByteArray();
  }

  private void take(byte next) {
    boolean lineEnds = next == '\n';
    if (inReport && lineEnds) {
      inReport = false;
      reports.accept(Bytes.copyOf(report.toByteArray()));
    } else if (inReport) {
      if (report.size() < MAX_REPORT_BYTES) {
        report.write(next);
      }
    } else if (atLineStart && next == MARK) {
      inReport = true;
      report.reset();
    } else {
      output.write(next);
    }
    atLineStart = lineEnds;
  }
}
