/** The command line: {@code sheratan NOUN VERB}. Data on stdout, everything else on stderr. */
package org.sheratan.edge.cli;
