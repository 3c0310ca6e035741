package org.sheratan.core.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Every cell of the table in {@link WillMachine}. */
class WillMachineTest {
  private static final String TABLE = """
      OWNER_KEEPS      | KEPT WAIT_ANEW | STANDING NOTHING   | COMPLETED NOTHING
      OWNER_BACK       | KEPT WAIT_ANEW | STANDING NOTHING   | COMPLETED BEQUEATH
      OWNER_RECALLS    | KEPT WAIT_ANEW | KEPT WITHDRAW      | COMPLETED NOTHING
      OWNER_FORGOT     | KEPT DUE_NOW   | STANDING NOTHING   | gone NOTHING
      OWNER_ENDED      | gone NOTHING   | gone WITHDRAW      | gone NOTHING
      EARLIER_STANDS   | KEPT WAIT_ANEW | KEPT WITHDRAW      | COMPLETED NOTHING
      EARLIER_ENDED    | KEPT WAIT_ANEW | KEPT WITHDRAW      | COMPLETED NOTHING
      SILENT           | STANDING NOTHING | bug              | bug
      DEPUTY_COMPLETED | bug            | COMPLETED BEQUEATH | bug
      DEPUTY_ENDED     | bug            | gone NOTHING       | bug
      """;

  @Test
  void shouldKeepToItsTable() {
    String[] rows = TABLE.split("\n");
    assertEquals(WillEvent.values().length, rows.length);
    for (String row : rows) {
      String[] cells = row.split("\\|");
      WillEvent event = WillEvent.valueOf(cells[0].strip());
      for (WillState state : WillState.values()) {
        String expected = cells[1 + state.ordinal()].strip();
        if (expected.equals("bug")) {
          assertThrows(IllegalStateException.class, () -> WillMachine.step(state, event), row);
        } else {
          WillMachine.Step step = WillMachine.step(state, event);
          assertEquals(expected, step.state().map(WillState::name).orElse("gone") + " " + step.act(),
              state + " " + row);
        }
      }
    }
  }
}
