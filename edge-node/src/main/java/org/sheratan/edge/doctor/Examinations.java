package org.sheratan.edge.doctor;

import java.util.List;

/** Every check, in the order in which people read them: what the others stand on first. */
public final class Examinations {
  private Examinations() {}

  public static List<Examination> all() {
    return List.of(new JavaVersion(), new Configuration(), new FolderAccess(), new SecretFiles(),
        new NodeState(), new ServiceState(), new OtherProcess(), new SafeMode(), new JournalState(),
        new HttpPort(), new UdpPort(), new ClockTrust(), new DiskSpace(), new DiskErrors(), new DiskWear(),
        new PowerSupply(), new BoardChosen(), new SpiBus(), new SerialDevice(), new DeviceGroups(),
        new ServiceDevices(), new RadioState(), new RegionChosen(), new AntennaConfirmed(),
        new AirtimeRecord());
  }

  public static List<Finding> of(Patient patient) {
    return all().stream().map(each -> each.of(patient)).toList();
  }
}
