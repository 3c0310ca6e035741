/** JSON as values: a bounded reader, the canonical writer, and the only importer of minimal-json. */
package org.sheratan.core.json;
