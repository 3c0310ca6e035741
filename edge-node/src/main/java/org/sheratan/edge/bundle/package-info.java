/** What a node's owner may hand to a helper: facts about the node, without secrets, words and names. */
package org.sheratan.edge.bundle;
