package org.sheratan.edge.doctor;

/** Whether the node is set up, and would start with its configuration. */
final class Configuration implements Examination {
  @Override
  public String id() {
    return "config";
  }

  @Override
  public Finding of(Patient patient) {
    Patient.Setup setup = patient.setup();
    if (setup.closed()) {
      return unknown(setup.trouble(), Examinations.AS_ROOT);
    }
    return setup.config().isPresent()
        ? well(setup.config().get().file() + " can be used")
        : wrong(setup.trouble(), setup.fix().isEmpty() ? setup.edit() : setup.fix());
  }
}
