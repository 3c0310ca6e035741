/** Commands about what a node does again and again. */
package org.sheratan.edge.cli.schedule;
