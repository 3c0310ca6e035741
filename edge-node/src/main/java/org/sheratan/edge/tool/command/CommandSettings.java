package org.sheratan.edge.tool.command;

import java.nio.file.Path;

/**
 * @param kind of the jobs it runs
 * @param program absolute
 * @param network whether it may use one
 * @param pages whether its output is cut at form feeds
 * @param reports whether it prints reports of its progress among its output, and takes a checkpoint
 * @param memoryBytes of all its processes together, and address space of each
 * @param outputBytes of what it prints
 */
public record CommandSettings(String kind, Path program, Arguments arguments, boolean network, boolean pages,
    boolean reports, int timeoutS, long memoryBytes, int outputBytes) {}
