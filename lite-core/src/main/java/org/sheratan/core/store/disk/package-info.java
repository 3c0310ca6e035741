/** The real disk behind the store: a locked folder, and MapDB as the rebuildable index. */
package org.sheratan.core.store.disk;
