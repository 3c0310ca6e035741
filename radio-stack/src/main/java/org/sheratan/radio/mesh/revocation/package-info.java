/** News of stolen nodes, spread from neighbor to neighbor. */
package org.sheratan.radio.mesh.revocation;
