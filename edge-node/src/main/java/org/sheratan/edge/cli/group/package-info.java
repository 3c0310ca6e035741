/** Commands about groups, and the picture of a join code. */
package org.sheratan.edge.cli.group;
