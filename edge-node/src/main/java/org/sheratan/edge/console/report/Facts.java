package org.sheratan.edge.console.report;

/**
 * Where reports take what they say from.
 *
 * @param unicode the terminal understands UTF-8
 */
public record Facts(Asker asker, Machine machine, boolean unicode) {}
