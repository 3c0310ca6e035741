package org.sheratan.edge.console;

import org.sheratan.edge.console.report.Report;

/**
 * One command that looks and changes nothing.
 *
 * @param name as typed
 * @param help what it shows, in a few words
 */
record Word(String name, String help, Report report) {}
