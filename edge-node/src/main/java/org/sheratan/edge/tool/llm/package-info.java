/** Language models behind an endpoint that speaks as OpenAI's or Ollama's does. */
package org.sheratan.edge.tool.llm;
