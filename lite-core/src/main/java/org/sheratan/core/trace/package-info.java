/** Why the node did what it did with a job: decision trace v1, valid by construction. */
package org.sheratan.core.trace;
