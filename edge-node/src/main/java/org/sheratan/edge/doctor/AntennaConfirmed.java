package org.sheratan.edge.doctor;

/** Until somebody says that there is an antenna, the radio stays at its lowest power. */
final class AntennaConfirmed implements Examination {
  @Override
  public String id() {
    return "antenna";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    if (patient.radio().isEmpty()) {
      return well("no radio is asked for");
    }
    return patient.radio().get().antennaConfirmed()
        ? well("somebody has confirmed it")
        : wrong("not confirmed, so the radio stays at its lowest power: connect it, then set [radio]"
            + " antenna_confirmed = true", patient.setup().edit());
  }
}
