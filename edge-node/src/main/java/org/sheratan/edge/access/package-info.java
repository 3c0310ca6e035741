/** Who may do what with a node: tokens and their scopes; setup code, password, patience for guessers. */
package org.sheratan.edge.access;
