/** The mesh as the floors above see it: peers any number of hops away, messages, groups, events. */
package org.sheratan.radio.mesh;
