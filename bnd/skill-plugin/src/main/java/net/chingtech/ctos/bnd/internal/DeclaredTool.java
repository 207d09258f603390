package net.chingtech.ctos.bnd.internal;

/**
 * A tool that one of the skill's components offers.
 *
 * @param schema JSON Schema of the input, indented
 */
public record DeclaredTool(String name, String description, String schema) {}
