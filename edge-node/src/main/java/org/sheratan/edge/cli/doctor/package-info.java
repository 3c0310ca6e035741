/** Commands that look for what is wrong, on a node that runs or does not. */
package org.sheratan.edge.cli.doctor;
