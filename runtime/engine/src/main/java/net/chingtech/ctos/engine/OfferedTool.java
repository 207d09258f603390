package net.chingtech.ctos.engine;

/**
 * A tool as its skill describes it.
 *
 * @param inputSchema JSON Schema of its input, not looked at yet
 */
public record OfferedTool(String name, String description, String inputSchema) {}
