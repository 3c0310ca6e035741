package org.sheratan.edge.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.sheratan.edge.doctor.Finding.State;
import org.sheratan.kernel.WallQuality;

/** Checks of what is around a node: ports, clock, disk, power. */
class MachineChecksTest {
  private static final String WRONG_CLOCK = "{\"clock\":{\"quality\":\"none\",\"machine_wrong\":true,"
      + "\"not_before\":\"2101-01-01T00:00:00Z\"}}";

  @TempDir
  private Path root;
  private MadeUpMachine machine;

  @BeforeEach
  void makeUp() {
    machine = new MadeUpMachine(root);
  }

  @Test
  void shouldNameWhoHasThePortOfTheApi() throws IOException {
    machine.shouldBe(State.UNKNOWN, "port-http", "this machine does not tell who has port 8081", "");
    machine.socket("tcp", 8082, 9, "other");
    machine.shouldBe(State.WELL, "port-http", "port 8081 is free", "");
    machine.socket("tcp6", 8081, 55, "nginx");
    machine.shouldBe(State.WRONG, "port-http",
        "port 8081 is taken by nginx, process 55; give the node another [http] port", MadeUpMachine.EDIT);
    machine.lockHeldBy(55, "java");
    machine.shouldBe(State.WELL, "port-http", "port 8081 is the node's", "");
  }

  @Test
  void shouldNameWhoHasThePortForOtherMachines() throws IOException {
    machine.toml("[http]\nlan = true\n").socket("tcp", 8443, 55, "nginx");
    machine.shouldBe(State.WRONG, "port-http",
        "port 8443 is taken by nginx, process 55; give the node another [http] lan_port", MadeUpMachine.EDIT);
    machine.lockHeldBy(55, "java");
    machine.shouldBe(State.WELL, "port-http", "port 8081 is free", "");
  }

  @Test
  void shouldNotNameAProcessThatItMayNotSee() throws IOException {
    machine.socket("tcp", 8081, 55, "nginx");
    Files.delete(machine.at("/proc/55/fd/3"));
    machine.shouldBe(State.WRONG, "port-http", "port 8081 is taken by a process of another user",
        "sudo ss -ltnp 'sport = :8081'");
  }

  @Test
  void shouldMindStrangersOnThePortsOfUdpButNoOtherNodes() throws IOException {
    machine.socket("udp", 47_007, 61, "java");
    assertEquals(State.WELL, machine.find("port-udp").state());
    machine.file("/proc/61/comm", "dnsmasq");
    machine.shouldBe(State.WRONG, "port-udp", "UDP port 47007 is taken by dnsmasq, process 61; give [udp]"
        + " discovery_port another number, the same on all nodes of this machine", MadeUpMachine.EDIT);
    machine.toml("[udp]\nport = 47007\ndiscovery_port = 0\n").file("/proc/61/comm", "java");
    assertTrue(machine.find("port-udp").fact().contains("give [udp] port another number"));
    assertEquals(State.WELL, machine.toml("[udp]\nenabled = false\n").find("port-udp").state());
  }

  @Test
  void shouldKnowAClockThatStandsBeforeWhatWasWritten() throws IOException {
    Files.setLastModifiedTime(machine.at("/var/lib/sheratan/store"),
        FileTime.fromMillis(MadeUpMachine.WALL_MS));
    machine.clock(86_400_000, WallQuality.NTP);
    machine.shouldBe(State.WRONG, "clock",
        "it says 1970-01-02T00:00Z, but the node wrote on 2100-01-01T00:00:00Z",
        "sudo timedatectl set-ntp true");
  }

  @Test
  void shouldNotCallAClockWrongThatNobodyVouchesFor() throws IOException {
    Files.setLastModifiedTime(machine.at("/var/lib/sheratan/store"), FileTime.fromMillis(0));
    assertEquals(State.WELL, machine.find("clock").state());
    machine.clock(MadeUpMachine.WALL_MS, WallQuality.NONE);
    machine.shouldBe(State.UNKNOWN, "clock",
        "it says 2100-01-01T00:00Z, and nobody vouches for that: no time server, GPS or other node",
        "timedatectl timesync-status");
    machine.answers("/api/v1/status", "{\"clock\":{\"quality\":\"gps\",\"machine_wrong\":false}}");
    machine.shouldBe(State.WELL, "clock", "it says 2100-01-01T00:00Z; vouched for: gps", "");
    machine.answers("/api/v1/status", WRONG_CLOCK);
    machine.shouldBe(State.WRONG, "clock",
        "it says 2100-01-01T00:00Z, and the node knows better: after 2101-01-01T00:00:00Z",
        "sudo timedatectl set-ntp true");
  }

  /** Where a time server vouches for the clock, setting it by a time server mends nothing. */
  @Test
  void shouldDoubtTheSavedTimeWhereATimeServerVouchesForTheClock() throws IOException {
    Files.setLastModifiedTime(machine.at("/var/lib/sheratan/store"), FileTime.fromMillis(0));
    machine.clock(MadeUpMachine.WALL_MS, WallQuality.NTP).answers("/api/v1/status", WRONG_CLOCK);
    assertEquals("sudo systemctl stop sheratan-edge && sudo rm " + machine.at("/var/lib/sheratan/time"),
        machine.find("clock").fix());
  }

  @Test
  void shouldSayWhatKeepsOtherMachinesOut() {
    machine.shouldBe(State.WELL, "lan", "other machines are not to come in", "");
    machine.toml("[http]\nlan = true\n");
    assertEquals(State.UNKNOWN, machine.find("lan").state());
    machine.answers("/api/v1/status",
        "{\"lan\":{\"state\":\"held\",\"why\":\"port 8443 is taken by another program\",\"fix\":null}}");
    machine.shouldBe(State.WRONG, "lan",
        "asked for, but no other machine may come in: port 8443 is taken by another program",
        MadeUpMachine.EDIT);
    machine.answers("/api/v1/status",
        "{\"lan\":{\"state\":\"held\",\"why\":\"no password\",\"fix\":\"sheratan page\"}}");
    assertEquals("sheratan page", machine.find("lan").fix());
    machine.answers("/api/v1/status",
        "{\"lan\":{\"state\":\"listening\",\"address\":\"https://a.local:8443\"}}");
    machine.shouldBe(State.WELL, "lan", "other machines may come in at https://a.local:8443", "");
  }

  @Test
  void shouldNotCallAPortFreeWhoseProcessItMayNotSee() throws IOException {
    machine.socket("udp", 47_007, 61, "dnsmasq");
    Files.delete(machine.at("/proc/61/fd/3"));
    machine.shouldBe(State.UNKNOWN, "port-udp", "UDP port 47007 is taken by a process of another user",
        "sudo sheratan doctor");
  }

  @Test
  void shouldWarnOfAFullDisk() {
    assertEquals(State.WELL, machine.find("disk-space").state());
    machine.free(Optional.of(9L << 20)).shouldBe(State.WRONG, "disk-space",
        "only 9 MiB free of 8192 MiB; a node takes nothing new below 16 MiB",
        "sudo journalctl --vacuum-size=16M");
    machine.free(Optional.empty()).shouldBe(State.UNKNOWN, "disk-space", "the disk does not tell", "");
  }

  @Test
  void shouldReadTheErrorsThatExt4Counted() {
    machine.shouldBe(State.UNKNOWN, "disk-errors", "nobody counts", "");
    machine.disk("mmcblk0p2", "rw").shouldBe(State.UNKNOWN, "disk-errors", "ext4 does not count its errors",
        "");
    machine.file("/sys/fs/ext4/mmcblk0p2/errors_count", "0");
    machine.shouldBe(State.WELL, "disk-errors", "none since the last repair of mmcblk0p2", "");
    machine.file("/sys/fs/ext4/mmcblk0p2/errors_count", "3");
    assertEquals("sudo tune2fs -E force_fsck /dev/mmcblk0p2", machine.find("disk-errors").fix());
  }

  @ParameterizedTest
  @CsvSource({"0x01 0x03, 0x01, WELL", "0x0a 0x01, 0x01, WRONG", "0x0b 0x0b, 0x01, WRONG",
      "0x02 0x02, 0x02, WRONG", "0x00 0x00, 0x00, UNKNOWN", "garbage, 0x01, UNKNOWN"})
  void shouldReadTheWearOfAnEmmc(String life, String reserve, State state) {
    machine.disk("mmcblk0p2", "rw").file("/sys/block/mmcblk0/device/life_time", life)
        .file("/sys/block/mmcblk0/device/pre_eol_info", reserve);
    assertEquals(state, machine.find("disk-wear").state());
    assertFalse(machine.find("disk-wear").fix().contains("dd "),
        "an image of the disk has no room on the disk");
  }

  @Test
  void shouldSayThatACardTellsNothing() {
    machine.shouldBe(State.UNKNOWN, "disk-wear", "no disk of its own is under the data folder", "");
    machine.disk("mmcblk0p2", "rw").file("/sys/fs/ext4/mmcblk0p2/lifetime_write_kbytes", "52428800");
    machine.shouldBe(State.UNKNOWN, "disk-wear",
        "mmcblk0 does not tell; 50 GiB were written to mmcblk0p2", "");
  }

  @ParameterizedTest
  @CsvSource({"mmcblk0p2, mmcblk0", "nvme0n1p1, nvme0n1", "nvme0n1, nvme0n1", "sda1, sda", "sda, sda",
      "mmcblk0, mmcblk0", "vdb12, vdb"})
  void shouldKnowTheDiskOfAPartition(String partition, String disk) {
    assertEquals(disk, Mount.disk(partition));
  }

  @Test
  void shouldTellUndervoltageByTheFirmwaresWord() {
    String file = "/sys/devices/platform/soc/soc:firmware/get_throttled";
    machine.shouldBe(State.UNKNOWN, "power", "this machine does not tell", "");
    machine.file(file, "0").shouldBe(State.WELL, "power",
        "no undervoltage since the start of the machine", "");
    machine.file(file, "50005");
    assertTrue(machine.find("power").fact().startsWith("undervoltage now: "));
    machine.file(file, "50000");
    assertTrue(machine.find("power").fact().startsWith("undervoltage since the start"));
    machine.file(file, "no number");
    assertEquals(State.UNKNOWN, machine.find("power").state());
  }

  @Test
  void shouldTellUndervoltageByVcgencmdOrTheKernelsAlarm() {
    machine.program("vcgencmd get_throttled", "throttled=0x10000\n");
    assertEquals(State.WRONG, machine.find("power").state());
    MadeUpMachine other = new MadeUpMachine(root.resolve("other"));
    other.file("/sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1");
    assertEquals("sudo journalctl --dmesg --grep=voltage", other.find("power").fix(),
        "vcgencmd is missing here");
    other.file("/sys/class/hwmon/hwmon1/in0_lcrit_alarm", "0");
    assertEquals(State.WELL, other.find("power").state());
  }
}
