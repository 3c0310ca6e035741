package org.sheratan.edge.http;

import java.io.IOException;
import java.util.Optional;

import org.sheratan.edge.http.route.LanGate;

/** A listener that listens nowhere. */
public final class FakeLan implements LanGate {
  public static final String FINGERPRINT = "00:01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:"
      + "F0:F1:F2:F3:F4:F5:F6:F7:F8:F9:FA:FB:FC:FD:FE:FF";
  public boolean password = true;
  public boolean writable = true;
  public boolean safe;
  public boolean portTaken;
  private boolean on;

  @Override
  public Lan lan() {
    if (!on) {
      return new Lan(State.OFF, Optional.empty(), Optional.empty(), "", "");
    }
    return portTaken
        ? new Lan(State.HELD, Optional.empty(), Optional.empty(), "port 8443 is taken by another program",
            "stop it")
        : new Lan(State.LISTENING, Optional.of("https://alpha.local:8443"), Optional.of(FINGERPRINT), "", "");
  }

  @Override
  public Lan set(boolean wanted) throws IOException {
    if (wanted && safe) {
      return new Lan(State.HELD, Optional.empty(), Optional.empty(), SAFE_MODE, "safe-mode off");
    }
    if (wanted && !password) {
      return new Lan(State.HELD, Optional.empty(), Optional.empty(), NO_PASSWORD, "login at the console");
    }
    if (!writable) {
      throw new IOException("sheratan.toml cannot be written");
    }
    on = wanted;
    return lan();
  }
}
