package org.sheratan.edge.tool.sensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.sheratan.core.json.CanonicalJson;
import org.sheratan.core.json.Json;
import org.sheratan.core.tool.FailureCode;
import org.sheratan.edge.shell.View;
import org.sheratan.edge.tool.ToolRig;

/** Trees as a Raspberry Pi with a BME280, an ADS1015 and two DS18B20 shows them. */
class SensorToolTest {
  private static final String HWMON = "sys/class/hwmon/hwmon";
  private static final String IIO = "sys/bus/iio/devices/iio:device";
  private static final String W1 = "sys/bus/w1/devices/";
  private static final String TEMPERATURE = "{\"sensor\":\"iio/bme280/temp\"}";

  @TempDir
  Path root;
  private ToolRig rig;

  @BeforeEach
  void setUp() throws IOException {
    file(HWMON + "0/name", "cpu_thermal\n");
    file(HWMON + "0/temp1_input", "48312\n");
    file(HWMON + "1/name", "rpi_volt\n");
    file(HWMON + "1/in0_lcrit_alarm", "0\n");
    file(HWMON + "2/name", "ina219\n");
    file(HWMON + "2/in1_input", "5031\n");
    file(HWMON + "2/in1_label", "supply\n");
    file(HWMON + "2/curr1_input", "-120\n");
    file(HWMON + "2/power1_input", "3620000\n");
    file(HWMON + "10/name", "ina219\n");
    file(HWMON + "10/curr1_input", "7\n");
    file(IIO + "0/name", "bme280\n");
    file(IIO + "0/in_temp_input", "21340\n");
    file(IIO + "0/in_pressure_input", "98.412343750\n");
    file(IIO + "0/in_humidityrelative_input", "47210\n");
    file(IIO + "1/name", "ads1015\n");
    file(IIO + "1/in_voltage0_raw", "512\n");
    file(IIO + "1/in_voltage0_scale", "2.000000000\n");
    file(IIO + "1/in_voltage0-voltage1_raw", "-10\n");
    file(IIO + "1/in_voltage_scale", "3\n");
    file(IIO + "1/in_temp_raw", "1000\n");
    file(IIO + "1/in_temp_offset", "-500\n");
    file(IIO + "1/in_temp_scale", "10\n");
    file(W1 + "28-0316a2794e9c/temperature", "23125\n");
    file(W1 + "28-000000000001/w1_slave",
        "50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n50 05 4b 46 7f ff 0c 10 1c t=85000\n");
    file(W1 + "w1_bus_master1/w1_master_name", "w1_bus_master1\n");
    rig = new ToolRig(root, "sensor_read", SensorTool.on(root, List.of()).orElseThrow());
  }

  @Test
  void shouldReadEverySensorInUnitsPeopleKnow() {
    View result = new View(rig.result("sensor_read", "{}"));
    List<String> values = result.objects("sensors").stream()
        .map(one -> one.text("sensor") + " " + one.text("value") + " " + one.text("unit")).toList();
    assertEquals(List.of("hwmon/cpu_thermal/temp1 48.312 celsius", "hwmon/ina219/curr1 -0.12 ampere",
        "hwmon/ina219/in1 5.031 volt", "hwmon/ina219/power1 3.62 watt", "hwmon/ina219.2/curr1 0.007 ampere",
        "iio/bme280/humidityrelative 47.21 percent", "iio/bme280/pressure 98.412344 kilopascal",
        "iio/bme280/temp 21.34 celsius", "iio/ads1015/temp 5.0 celsius", "iio/ads1015/voltage0 1.024 volt",
        "iio/ads1015/voltage0-voltage1 -0.03 volt", "w1/28-000000000001/temperature 85.0 celsius",
        "w1/28-0316a2794e9c/temperature 23.125 celsius"), values);
    assertEquals(List.of(), result.texts("silent"));
    assertTrue(CanonicalJson.text(result.json()).contains("\"label\":\"supply\""));
  }

  @Test
  void shouldReadOneSensorSoThatItsValueIsEasyToFind() {
    Json.Obj result = rig.result("sensor_read", TEMPERATURE);
    assertEquals(new Json.Real(21.34), result.get("value"));
    assertEquals(new Json.Text("celsius"), result.get("unit"));
    assertEquals(new Json.Text("temperature"), result.get("quantity"));
  }

  @Test
  void shouldSayWhichSensorsAreSilentAndNeverGuess() throws IOException {
    file(IIO + "0/in_temp_input", "");
    file(IIO + "0/in_pressure_input", "nan\n");
    file(W1 + "28-000000000001/w1_slave", "ff : crc=1c NO\nff t=85000\n");
    View result = new View(rig.result("sensor_read", "{}"));
    assertEquals(List.of("iio/bme280/pressure", "iio/bme280/temp", "w1/28-000000000001/temperature"),
        result.texts("silent").stream().sorted().toList());
    assertFalse(CanonicalJson.text(result.json()).contains("85.0"));
    assertTrue(rig.failed(FailureCode.IO_ERROR, "sensor_read", TEMPERATURE).retryElsewhere());
  }

  @Test
  void shouldNameWhatThereIsWhereASensorIsNot() {
    String message = rig.failed(FailureCode.NOT_FOUND, "sensor_read", "{\"sensor\":\"hwmon/none/temp1\"}")
        .message();
    assertTrue(message.startsWith("no sensor hwmon/none/temp1 here; there are hwmon/cpu_thermal/temp1, "),
        message);
    rig.failed(FailureCode.INVALID, "sensor_read", "{\"sensor\":\"\"}");
    rig.failed(FailureCode.INVALID, "sensor_read", "{\"senser\":\"hwmon/none/temp1\"}");
  }

  @Test
  void shouldFindWhatIsPluggedInLater() throws IOException {
    file(W1 + "28-0000000000ff/temperature", "1000\n");
    assertEquals(new Json.Real(1),
        rig.result("sensor_read", "{\"sensor\":\"w1/28-0000000000ff/temperature\"}").get("value"));
  }

  @Test
  void shouldOfferNothingWhereThereIsNoSensor() throws IOException {
    assertTrue(SensorTool.on(root.resolve("elsewhere"), List.of()).isEmpty());
    Files.createDirectories(root.resolve("bare/sys/class/hwmon/hwmon0"));
    assertTrue(SensorTool.on(root.resolve("bare"), List.of()).isEmpty());
  }

  @Test
  void shouldTakeNoMoreOfAFileThanASensorSays() throws IOException {
    file(HWMON + "0/temp1_input", "1".repeat(100_000));
    file(HWMON + "0/name", "../../" + "x".repeat(5_000) + "\n");
    View result = new View(rig.result("sensor_read", "{}"));
    assertEquals(List.of("hwmon/.._.._" + "x".repeat(34) + "/temp1"), result.texts("silent"));
  }

  private void file(String path, String content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
