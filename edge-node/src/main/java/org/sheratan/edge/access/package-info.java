/** Who may change a node from its console or its page: a setup code once, a password from then on, patience for guessers. */
package org.sheratan.edge.access;
