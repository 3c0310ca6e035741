package org.sheratan.edge.doctor;

import java.util.List;

/** Every check, in the order in which people read them: what the others stand on first. */
public final class Examinations {
  static final String AS_ROOT = "sudo sheratan doctor";

  private Examinations() {}

  public static List<Examination> all() {
    return List.of(new JavaVersion(), new Configuration(), new FolderAccess(), new SecretFiles(),
        new NodeState(), new ServiceState(), new OtherProcess(), new SafeMode(), new JournalState(),
        new HttpPort(), new LanListener(), new UdpPort(), new ClockTrust(), new DiskSpace(), new DiskErrors(),
        new DiskWear(),
        new PowerSupply(), new BoardChosen(), new SpiBus(), new InputPins(), new SerialDevice(),
        new DeviceGroups(),
        new ServiceDevices(), new RadioState(), new RegionChosen(), new AntennaConfirmed(),
        new AirtimeRecord());
  }

  public static List<Finding> of(Patient patient) {
    return all().stream().map(each -> of(each, patient)).toList();
  }

  /** What a check cannot see it does not judge. */
  static Finding of(Examination check, Patient patient) {
    if (check.looksIntoFolder() && patient.closed()) {
      return check.unknown(patient.folder() + " is closed to you", AS_ROOT);
    }
    if (check.goesByConfiguration() && patient.setup().config().isEmpty()) {
      return check.unknown("nobody knows what is asked for, without a configuration that can be used");
    }
    return check.of(patient);
  }
}
