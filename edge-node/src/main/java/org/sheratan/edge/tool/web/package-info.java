/** One request over HTTP, bounded in every way, and the tool that fetches what an operator allows. */
package org.sheratan.edge.tool.web;
