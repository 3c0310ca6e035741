/** The mesh put together: takes in frames and calls, lets out frames and events. */
package org.sheratan.radio.mesh.engine;
