package org.sheratan.radio.link.lora;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.kernel.Now;
import org.sheratan.radio.air.AirtimeMeter;
import org.sheratan.radio.air.AirtimeMeter.Charge;
import org.sheratan.radio.air.PowerLimit;
import org.sheratan.radio.air.SubBand;
import org.sheratan.radio.frame.Priority;

class MetersTest {
  private static final long HOUR_MS = 3_600_000;
  private static final SubBand BAND = new SubBand(869_400_000, 869_650_000,
      new PowerLimit(500, PowerLimit.Reference.ERP), 100_000, SubBand.ANY_LENGTH_MS, 1, 250_000,
      Optional.empty(), true, "test");

  @TempDir
  Path folder;

  /**
   * It cost an hour, whenever the other program let go; and what that had sent in the meantime was overwritten and not
   * counted.
   */
  @Test
  void shouldGoOnWithWhatAnotherProgramSentOnceThatLetsGo() throws IOException {
    MeterFolder other = new MeterFolder(folder);
    try (MeterFolder ours = new MeterFolder(folder)) {
      AirtimeMeter theirs = new AirtimeMeter("t", other, Now.monotonic(0));
      assertEquals(Charge.CHARGED, theirs.charge(BAND, 1_000_000, Priority.NORMAL, 0));
      Meters meters = new Meters(ours);
      AirtimeMeter none = meters.of("t", Now.monotonic(0));
      assertTrue(none.taken() && none.silencing(BAND, 2 * HOUR_MS).isPresent());
      assertEquals(Charge.NOT_YET, none.charge(BAND, 1_000, Priority.EMERGENCY, 60_000));
      assertEquals(Charge.NOT_SAVED, none.charge(BAND, 1_000, Priority.EMERGENCY, 2 * HOUR_MS));
      assertEquals(10_000, meters.lookMs());
      assertFalse(meters.freed("t", 10_000));
      theirs.onTransmitted(11_000);
      assertEquals(Charge.CHARGED, theirs.charge(BAND, 300_000_000, Priority.NORMAL, 12_000));
      other.close();
      assertFalse(meters.freed("t", 19_999), "not looked at yet");
      assertEquals(Charge.NOT_SAVED, none.charge(BAND, 1_000, Priority.EMERGENCY, 2 * HOUR_MS),
          "what is in the record must not be lost");
      assertTrue(meters.freed("t", 20_000));
      AirtimeMeter next = meters.of("t", Now.monotonic(21_000));
      assertFalse(next.taken());
      assertTrue(next.usedMicros(BAND, 21_000) >= 301_000_000, "all of it counts as sent now");
      assertEquals(Charge.CHARGED, next.charge(BAND, 1_000_000, Priority.NORMAL, 21_000));
      assertEquals(Long.MAX_VALUE, meters.lookMs());
    }
  }
}
