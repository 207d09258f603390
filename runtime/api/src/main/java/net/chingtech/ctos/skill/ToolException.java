package net.chingtech.ctos.skill;

/** A tool or a gateway could not do what it was asked; the code and the message reach the caller, the cause does not. */
public class ToolException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable reason code in snake_case, such as {@code invoice_unknown}
     * @param message what happened and what to do, for people
     */
    public ToolException(String code, String message) {
        super(message);
        this.code = code;
    }

    public ToolException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
