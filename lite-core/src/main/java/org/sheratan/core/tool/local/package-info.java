/**
 * The tools that touch this machine, and the jail they run in. All paths are relative to one workspace folder and
 * opened name by name below an open folder, so that no link and no race leads out of it.
 */
package org.sheratan.core.tool.local;
