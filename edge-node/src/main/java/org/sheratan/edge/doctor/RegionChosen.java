package org.sheratan.edge.doctor;

import java.util.Optional;

import org.sheratan.edge.config.Config;
import org.sheratan.edge.shell.View;

/** Without a region, or against its law, the radio only listens. */
final class RegionChosen implements Examination {
  @Override
  public String id() {
    return "region";
  }

  @Override
  public boolean goesByConfiguration() {
    return true;
  }

  @Override
  public Finding of(Patient patient) {
    Optional<Config.Radio> wanted = patient.radio();
    if (wanted.isEmpty()) {
      return well("no radio is asked for");
    }
    if (wanted.get().region().isEmpty()) {
      return wrong("none is chosen, so the radio only listens; sheratan region set NAME chooses one of these",
          "sheratan region list");
    }
    Optional<View> radio = patient.node().get("/api/v1/radio");
    Optional<View> law = radio.filter(view -> view.text("state").equals("up") && !view.is("may_transmit"))
        .flatMap(view -> view.object("law"));
    return law.isPresent()
        ? wrong(wanted.get().region() + " does not allow " + law.get().text("asked") + " (allowed: "
            + law.get().text("allowed") + "): " + law.get().text("advice"), patient.setup().edit())
        : well(wanted.get().region());
  }
}
