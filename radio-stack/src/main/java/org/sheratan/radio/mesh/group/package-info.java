/** Groups: rosters, keys, invitations, and what is said to all members. */
package org.sheratan.radio.mesh.group;
