/** Paths about this node, its peers and its links. */
package org.sheratan.edge.http.node;
