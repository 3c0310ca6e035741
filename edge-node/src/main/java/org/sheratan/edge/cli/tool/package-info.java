/** Commands about kinds of jobs. */
package org.sheratan.edge.cli.tool;
