/** Announces, neighbors, routes, custody: gets messages to peers any number of hops away. */
package org.sheratan.radio.mesh;
