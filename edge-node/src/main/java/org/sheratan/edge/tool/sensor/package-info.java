/** What the kernel says of a machine's sensors. */
package org.sheratan.edge.tool.sensor;
