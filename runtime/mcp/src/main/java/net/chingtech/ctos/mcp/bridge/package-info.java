/**
 * MCP over stdio for programs that know no other way: forwards JSON-RPC between standard input and output and the
 * container's {@code /mcp}. A program of its own that uses the JDK alone, so that it starts in a moment.
 */
package net.chingtech.ctos.mcp.bridge;
