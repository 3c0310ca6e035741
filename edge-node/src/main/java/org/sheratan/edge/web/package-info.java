/** The status page: its files, as they lie in the program, and which language they begin in. */
package org.sheratan.edge.web;
