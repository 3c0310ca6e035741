/** The journal, its snapshots and the rebuildable index: see docs/storage-format.md. */
package org.sheratan.core.store;
