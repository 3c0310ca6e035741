/** Commands about radios, links, ways and frames. */
package org.sheratan.edge.cli.radio;
