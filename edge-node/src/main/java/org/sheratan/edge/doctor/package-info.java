/** Finds the usual mistakes around a node, in its files, its machine and its own answers, and names the next command. */
package org.sheratan.edge.doctor;
