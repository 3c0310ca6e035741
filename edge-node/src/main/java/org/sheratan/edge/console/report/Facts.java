package org.sheratan.edge.console.report;

/** Where reports take what they say from. */
public record Facts(Asker asker, Machine machine) {}
