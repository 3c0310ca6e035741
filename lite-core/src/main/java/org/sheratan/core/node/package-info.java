/** The passive heart: what comes in, what the rooms decide, what goes out. */
package org.sheratan.core.node;
