/** The command line put together: {@code sheratan NOUN VERB}, help and demo. Data on stdout, everything else on stderr. */
package org.sheratan.edge.cli;
