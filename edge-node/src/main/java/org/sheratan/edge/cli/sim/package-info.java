/** Commands about simulations. */
package org.sheratan.edge.cli.sim;
