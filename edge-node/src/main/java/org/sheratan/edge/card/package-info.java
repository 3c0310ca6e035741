/** What an image's first partition tells a machine: read, checked, taken over in one step, secrets erased there. */
package org.sheratan.edge.card;
