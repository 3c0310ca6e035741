/** The certificate a node shows to browsers and to other machines' command lines, and how they recognize it. */
package org.sheratan.edge.tls;
