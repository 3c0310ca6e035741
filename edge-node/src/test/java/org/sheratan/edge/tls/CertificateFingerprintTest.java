package org.sheratan.edge.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.sheratan.kernel.MalformedException;

class CertificateFingerprintTest {
  private static final String TEXT = "00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:"
      + "F0:F1:F2:F3:F4:F5:F6:F7:F8:F9:FA:FB:FC:FD:FE:FF";

  @Test
  void shouldReadWhatBrowsersShow() {
    assertEquals(TEXT, CertificateFingerprint.parse(TEXT).text());
    assertEquals(TEXT, CertificateFingerprint.parse(TEXT.replace(":", "").toLowerCase()).text());
    assertEquals(TEXT, CertificateFingerprint.parse(TEXT.replace(':', ' ')).text());
  }

  @Test
  void shouldRefuseWhatIsNone() {
    for (String wrong : List.of("", "00", TEXT + ":00", TEXT.replace('F', 'G'), TEXT.replace(':', '-'))) {
      assertThrows(MalformedException.class, () -> CertificateFingerprint.parse(wrong), wrong);
    }
  }

  @Test
  void shouldFitEightyColumnsInTwoLines() {
    List<String> lines = CertificateFingerprint.parse(TEXT).lines();
    assertEquals(TEXT, String.join("", lines));
    assertTrue(lines.stream().allMatch(line -> line.length() <= 48));
  }
}
