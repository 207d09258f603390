/**
 * MCP over streamable HTTP at {@code /mcp}: shows the tools of live skills to agents that hold the MCP token, and hands
 * their calls to the router.
 */
package net.chingtech.ctos.mcp.internal;
