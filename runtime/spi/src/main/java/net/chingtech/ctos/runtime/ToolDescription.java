package net.chingtech.ctos.runtime;

/**
 * A tool that a running skill offers.
 *
 * @param inputSchema JSON Schema 2020-12, as JSON text
 * @param exported whether other skills may call it
 */
public record ToolDescription(String name, String description, String inputSchema, boolean exported) {}
