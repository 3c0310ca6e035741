/** The decision trace on disk: written, rotated, capped, read backward. */
package org.sheratan.edge.trace;
