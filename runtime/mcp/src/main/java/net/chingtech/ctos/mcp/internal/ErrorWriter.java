package net.chingtech.ctos.mcp.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import net.chingtech.ctos.format.PlainText;

/**
 * Writes errors of the protocol. The library says of every tool that is not there "Unknown tool: invalid_tool_name", and
 * which one only in the data, which most agents do not show.
 */
final class ErrorWriter extends StdSerializer<JSONRPCError> {

    private static final long serialVersionUID = 1L;
    private static final String LIBRARY_MESSAGE = "Unknown tool: invalid_tool_name";
    private static final String LIBRARY_DATA = "Tool not found: ";
    private static final int LONGEST_NAME = 100;

    ErrorWriter() {
        super(JSONRPCError.class);
    }

    @Override
    public void serialize(JSONRPCError error, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeStartObject();
        out.writeObjectField("code", error.code());
        out.writeStringField("message", message(error));
        if (error.data() != null) {
            out.writeObjectField("data", error.data());
        }
        out.writeEndObject();
    }

    private static String message(JSONRPCError error) {
        return LIBRARY_MESSAGE.equals(error.message())
                        && error.data() instanceof String data
                        && data.startsWith(LIBRARY_DATA)
                ? "Unknown tool: " + PlainText.line(data.substring(LIBRARY_DATA.length()), LONGEST_NAME)
                        + ". Its skill may have been removed; ask for the list of tools again."
                : error.message();
    }
}
