package org.sheratan.core.dispatch;

import java.util.Optional;
import java.util.function.Function;

import org.sheratan.core.gate.Gates;
import org.sheratan.core.market.Capability;
import org.sheratan.core.market.Post;
import org.sheratan.core.mission.JobObserver;
import org.sheratan.core.mission.Origin;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.core.store.Store;
import org.sheratan.core.tool.ToolCatalog;
import org.sheratan.kernel.Bytes;
import org.sheratan.kernel.Entropy;

/**
 * What a dispatcher is made of.
 *
 * @param network names the network in receipts
 * @param gates what every request has to pass first
 * @param autonomy why nothing from there is taken on now; empty when it is
 * @param uptime what deadlines are counted in
 * @param observer told of decisions as they are made; the node delays that until they are on disk
 */
public record DispatchParts(Post post, Store store, Bytes network, ToolCatalog tools, Capability capability,
    Gates gates, DispatchLimits limits, Entropy entropy, Function<Origin, Optional<String>> autonomy,
    UptimeMeter uptime, JobObserver observer) {}
