/**
 * Jobs for workers outside of this process, in any language, by way of two folders: the WebRelay files of Sheratan Core v2
 * (docs/relay.md); and which of those workers is asked.
 */
package org.sheratan.edge.relay;
