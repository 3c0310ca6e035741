package org.sheratan.edge.http.route;

import java.util.Optional;
import java.util.concurrent.Executor;

import org.sheratan.edge.access.AccessToken;
import org.sheratan.edge.access.TokenBook;
import org.sheratan.edge.relay.RelayDesk;
import org.sheratan.edge.trace.TraceLog;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Clock;

/**
 * What the API is made of.
 *
 * @param token the node's own, for whoever may read its data folder
 * @param tokens those given to others
 * @param network names the network in receipts, as in {@code NodeParts}
 * @param executor runs one task per connection, which may block: a virtual thread each
 * @param links their counts, for the status
 * @param radio the LoRa radio; empty without one
 * @param region where its law is kept; empty for a simulated node
 * @param packets what goes over the links; empty where there are none
 * @param lan the listener for other machines; empty for a node that has none
 * @param trace what was decided; empty where none is kept
 * @param relay for workers outside; empty where no kind is given to them
 * @param simulated whether the node behind {@code gate} is; the status says so
 */
public record ApiParts(NodeGate gate, AccessToken token, TokenBook tokens, Bytes network, Clock clock,
    Executor executor,
    LinkCounts links, Optional<RadioGate> radio, Optional<RegionGate> region, Optional<PacketLog> packets,
    Optional<LanGate> lan, Optional<TraceLog> trace, Optional<RelayDesk> relay, boolean simulated) {}
