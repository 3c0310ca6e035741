package org.sheratan.edge.tool.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.schedule.Plan;
import org.sheratan.core.schedule.PlanParser;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.edge.shell.View;
import org.sheratan.edge.tool.ToolRig;

/** Pins behind the seam: a made-up header notes who takes what. */
class PinTest {
  private static final String DOOR = "{\"sensor\":\"gpio/door\"}";

  @TempDir
  Path root;
  private final List<Integer> taken = new ArrayList<>();
  private Optional<String> trouble = Optional.empty();
  private boolean active;

  private Pin pin(String name, int bcm) {
    return new Pin(name, bcm, () -> {
      if (trouble.isPresent()) {
        throw new IOException(trouble.get());
      }
      taken.add(bcm);
      return () -> {
        if (trouble.isPresent()) {
          throw new IOException(trouble.get());
        }
        return active;
      };
    });
  }

  private ToolRig rig(Pin... pins) {
    return new ToolRig(root, "sensor_read", SensorTool.on(root, List.of(pins)).orElseThrow());
  }

  @Test
  void shouldReadOneForActiveAndNoughtOtherwise() {
    ToolRig rig = rig(pin("door", 17));
    assertEquals(new Json.Real(0), rig.result("sensor_read", DOOR).get("value"));
    active = true;
    Json.Obj result = rig.result("sensor_read", DOOR);
    assertEquals(new Json.Real(1), result.get("value"));
    assertEquals(new Json.Text("active"), result.get("unit"));
    assertEquals(new Json.Text("BCM 17"), new View(result).objects("sensors").getFirst().json().get("label"));
  }

  /** The schedule of docs/operations.md: what it asks of the pin, and what it looks at. */
  @Test
  void shouldBeWatchedByASchedule() {
    Plan plan = PlanParser.parse("every 15 min sensor_read sensor=gpio/door when == 0 then message node-b2"
        + " \"The door is open\"");
    Json.Obj result = rig(pin("door", 17)).result(plan.job().kind(), CanonicalJson.text(plan.job().params()));
    assertEquals(OptionalDouble.of(0), plan.watch().orElseThrow().value(result));
  }

  @Test
  void shouldTakeWhatIsListedOnceAndNothingElse() {
    ToolRig rig = rig(pin("door", 17), pin("float", 22));
    rig.result("sensor_read", "{}");
    rig.result("sensor_read", DOOR);
    rig.failed(FailureCode.NOT_FOUND, "sensor_read", "{\"sensor\":\"gpio/4\"}");
    assertEquals(List.of(17, 22), taken);
  }

  @Test
  void shouldTellWhyAPinIsSilentAndTryAnew() {
    ToolRig rig = rig(pin("door", 17));
    trouble = Optional.of("/dev/gpiochip* is not allowed: add the user to group gpio");
    assertEquals("gpio/door does not answer: " + trouble.get(),
        rig.failed(FailureCode.IO_ERROR, "sensor_read", DOOR).message());
    assertEquals(List.of("gpio/door"), new View(rig.result("sensor_read", "{}")).texts("silent"));
    trouble = Optional.empty();
    rig.result("sensor_read", DOOR);
    assertEquals(List.of(17, 17), taken);
  }

  @Test
  void shouldOfferNothingWhereNoPinCanBeHad() {
    trouble = Optional.of("no pins");
    Pin door = pin("door", 17);
    assertEquals(trouble, door.obstacle());
    assertTrue(SensorTool.on(root, List.of(door)).isEmpty());
  }
}
