package org.sheratan.edge.dev;

import java.net.InetSocketAddress;
import java.nio.file.Path;

import org.sheratan.radio.emulator.RnodeBoard;
import org.sheratan.radio.emulator.RnodeFault;
import org.sheratan.radio.ether.Position;

/**
 * One emulated modem.
 *
 * @param link where its terminal shall appear
 * @param meshCore MeshCore's KISS firmware instead of RNode's
 * @param board what the RNode firmware runs on
 * @param fault of the RNode firmware
 * @param unplugged pulled out for 5 s every 20 s
 * @param loss share of frames this modem does not hear
 * @param ether where the processes meet
 */
public record EmulatorPlan(Path link, boolean meshCore, RnodeBoard board, RnodeFault fault, boolean unplugged,
    Position position, double loss, InetSocketAddress ether) {}
