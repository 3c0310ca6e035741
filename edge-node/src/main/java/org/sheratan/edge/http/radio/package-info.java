/** Paths about radios, regions, ways and frames. */
package org.sheratan.edge.http.radio;
