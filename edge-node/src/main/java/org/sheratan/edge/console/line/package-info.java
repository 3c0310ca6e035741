/** Editing one line on a terminal that understands no more than carriage return, backspace and space. */
package org.sheratan.edge.console.line;
