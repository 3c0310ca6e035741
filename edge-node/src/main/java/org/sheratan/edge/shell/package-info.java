/** What a command line and a console have in common: asking a node through its API, and how what it says is printed. */
package org.sheratan.edge.shell;
