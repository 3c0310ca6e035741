package org.sheratan.edge.tool.sensor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.core.tool.local.Run;
import org.sheratan.core.tool.local.Tool;
import org.sheratan.core.tool.local.ToolFailure;

/**
 * sensor_read: {@code {ok, action, sensors: [{sensor, label, quantity, unit, value}], silent: [name…]}}; where one sensor was
 * asked for also {@code sensor, quantity, unit, value} themselves. Values are as the kernel gives them, in the unit named.
 */
public final class SensorTool implements Tool {
  private final Path root;
  private final List<Pin> pins;

  private SensorTool(Path root, List<Pin> pins) {
    this.root = root;
    this.pins = List.copyOf(pins);
  }

  /**
   * @param root where {@code sys} is: {@code /} but in tests
   * @param pins that the operator has listed
   * @return empty on a machine without a sensor
   */
  public static Optional<Tool> on(Path root, List<Pin> pins) {
    boolean any = !Sensors.in(root).isEmpty() || pins.stream().anyMatch(pin -> pin.obstacle().isEmpty());
    return any ? Optional.of(new SensorTool(root, pins)) : Optional.empty();
  }

  @Override
  public Done run(Json.Obj params, Run run) throws ToolFailure {
    // Looked for anew: what is plugged in counts without a restart.
    List<Sensor> sensors = new ArrayList<>(Sensors.in(root));
    pins.forEach(pin -> sensors.add(pin.asSensor()));
    if (params.get("sensor") instanceof Json.Text(String name)) {
      return new Done(one(named(name, sensors)), 1);
    }
    List<Json> values = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Sensor sensor : sensors) {
      run.check();
      run.progress(values.size() / (double) sensors.size());
      try {
        values.add(shape(sensor, sensor.value()));
      } catch (IOException unanswered) {
        silent.add(sensor.name());
      }
    }
    return new Done(Tool.result("sensor_read").with("sensors", new Json.Arr(values)).with("silent",
        Json.Arr.ofTexts(silent)), Math.max(1, values.size()));
  }

  private static Json.Obj one(Sensor sensor) throws ToolFailure {
    try {
      Json.Obj shape = shape(sensor, sensor.value());
      return Tool.result("sensor_read").with("sensors", new Json.Arr(List.of(shape)))
          .with("silent", new Json.Arr(List.of())).with("sensor", shape.get("sensor"))
          .with("quantity", shape.get("quantity"))
          .with("unit", shape.get("unit")).with("value", shape.get("value"));
    } catch (Pin.Silent silent) {
      throw ToolFailure.here(FailureCode.IO_ERROR,
          sensor.name() + " does not answer: " + silent.getMessage());
    } catch (IOException unanswered) {
      throw ToolFailure.here(FailureCode.IO_ERROR, sensor.name() + " does not answer");
    }
  }

  private static Sensor named(String name, List<Sensor> sensors) throws ToolFailure {
    return sensors.stream().filter(sensor -> sensor.name().equals(name)).findFirst()
        .orElseThrow(() -> ToolFailure.here(FailureCode.NOT_FOUND, "no sensor " + name + " here; there are "
            + String.join(", ", sensors.stream().limit(8).map(Sensor::name).toList())));
  }

  private static Json.Obj shape(Sensor sensor, double value) {
    return Json.Obj.EMPTY.with("sensor", sensor.name()).with("label", sensor.label())
        .with("quantity", sensor.quantity().name()).with("unit", sensor.quantity().unit())
        .with("value", new Json.Real(value));
  }
}
