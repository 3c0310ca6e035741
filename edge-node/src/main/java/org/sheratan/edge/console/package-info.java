/** The serial console: one sitting at a terminal, and the device it hangs on. */
package org.sheratan.edge.console;
