/** The one place that says new of real parts: builds a node from its configuration, starts it, takes it apart. */
package org.sheratan.edge.wiring;
