/** Commands about missions and tasks. */
package org.sheratan.edge.cli.mission;
