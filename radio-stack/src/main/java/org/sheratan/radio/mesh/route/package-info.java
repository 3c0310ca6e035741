/** Known peers, what is believed of them, and the ways to those further off. */
package org.sheratan.radio.mesh.route;
