/** What every command is made of: terminal, output, options, the data folder it means. */
package org.sheratan.edge.cli.shell;
