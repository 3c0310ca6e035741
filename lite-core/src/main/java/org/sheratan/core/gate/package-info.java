/** The one policy boundary: what a request for a job has to pass before it may become one. */
package org.sheratan.core.gate;
