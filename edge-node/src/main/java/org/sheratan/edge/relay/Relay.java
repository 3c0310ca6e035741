package org.sheratan.edge.relay;

import java.util.Optional;

/** @param tool empty where no kind is given to workers outside; they may say that they are there all the same */
public record Relay(WorkerBook workers, Optional<RelayTool> tool) {}
