/** Commands about this node and its peers: start, status, trust. */
package org.sheratan.edge.cli.node;
