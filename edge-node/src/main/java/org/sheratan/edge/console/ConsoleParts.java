package org.sheratan.edge.console;

import org.sheratan.edge.access.Access;
import org.sheratan.edge.console.report.Facts;

/**
 * What a console is made of.
 *
 * @param ascii for terminals without UTF-8
 */
public record ConsoleParts(Facts facts, Access access, Recovery recovery, boolean ascii) {}
