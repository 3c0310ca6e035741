/** Commands about the file by which a card is set up. */
package org.sheratan.edge.cli.card;
