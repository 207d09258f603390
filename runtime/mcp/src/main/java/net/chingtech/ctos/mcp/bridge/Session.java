package net.chingtech.ctos.mcp.bridge;

/**
 * An open session with the container.
 *
 * @param protocolVersion what both sides agreed on
 */
record Session(String id, String protocolVersion) {}
