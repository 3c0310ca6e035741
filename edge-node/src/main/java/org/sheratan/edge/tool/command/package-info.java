/** Programs of the machine that an operator lists as tools, confined. */
package org.sheratan.edge.tool.command;
