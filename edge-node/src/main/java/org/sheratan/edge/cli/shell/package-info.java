/** What every command is made of: terminal, output, the way to the API, failures with the next command to try. */
package org.sheratan.edge.cli.shell;
