/** What a node asks for again and again: the words people say it in, when each is due, and what follows. */
package org.sheratan.core.schedule;
