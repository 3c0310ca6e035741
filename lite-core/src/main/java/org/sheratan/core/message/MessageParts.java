package org.sheratan.core.message;

import java.util.function.IntSupplier;

import org.sheratan.core.market.Post;
import org.sheratan.core.mission.UptimeMeter;
import org.sheratan.kernel.Durable;
import org.sheratan.kernel.Entropy;
import org.sheratan.radio.mesh.Mesh;

/**
 * What the room is made of.
 *
 * @param mesh the one that {@code post} sends by; asked about peers and ways
 * @param epoch boot epoch, of which message ids are
 * @param uptime what lifetimes are counted in
 * @param observer told of decisions as they are made; the node delays that until they are on disk
 */
public record MessageParts(Post post, Mesh mesh, Durable durable, IntSupplier epoch, MessageLimits limits,
    UptimeMeter uptime, Entropy entropy, MessageObserver observer) {}
