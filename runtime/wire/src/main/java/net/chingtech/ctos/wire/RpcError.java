package net.chingtech.ctos.wire;

import java.util.List;

/** The answer to a request that failed: JSON-RPC's number, a message, and in its data a stable code and more lines. */
public final class RpcError extends Exception {

    /** JSON-RPC: there is no such method. */
    public static final int METHOD_NOT_FOUND = -32601;

    /** JSON-RPC: the parameters are not what the method takes. */
    public static final int INVALID_PARAMETERS = -32602;

    /** What the method found out itself; the code says what. */
    public static final int FAILED = -32000;

    private static final long serialVersionUID = 1L;

    private final int number;
    private final String code;
    private final List<String> lines;

    public RpcError(int number, String code, String message, List<String> lines) {
        // Made for every refusal and thrown over threads: its place in the code tells nothing.
        super(message, null, false, false);
        this.number = number;
        this.code = code;
        this.lines = List.copyOf(lines);
    }

    /** The usual error: {@link #FAILED} with a code. */
    public static RpcError of(String code, String message) {
        return new RpcError(FAILED, code, message, List.of());
    }

    public static RpcError unknownMethod(String method) {
        return new RpcError(METHOD_NOT_FOUND, "method_unknown", "There is no method " + method + ".", List.of());
    }

    public static RpcError parameters(String message) {
        return new RpcError(INVALID_PARAMETERS, "parameters_invalid", message, List.of());
    }

    public int number() {
        return number;
    }

    /** Stable, in snake_case. */
    public String code() {
        return code;
    }

    public List<String> lines() {
        return lines;
    }
}
