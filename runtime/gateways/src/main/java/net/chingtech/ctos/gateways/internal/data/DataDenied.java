package net.chingtech.ctos.gateways.internal.data;

import java.util.Locale;
import net.chingtech.ctos.skill.ToolException;

/** A statement touched what was not granted. */
public final class DataDenied extends ToolException {

    private static final long serialVersionUID = 1L;

    private final String object;

    /** @param object what the database refused to touch, such as {@code SALES.INVOICES}, or empty when it did not say */
    DataDenied(String object, Throwable cause) {
        super("data_denied", "This skill was not granted that data.", cause);
        this.object = object;
    }

    /**
     * What it would have needed.
     *
     * @param write whether it was to be changed
     */
    public String permission(boolean write) {
        int dot = object.indexOf('.');
        String area = (dot < 0 ? object : object.substring(0, dot)).toLowerCase(Locale.ROOT);
        return Areas.ALL.contains(area) ? (write ? "db:write:" : "db:read:") + area : "a right that no skill has";
    }

    /** What was touched, empty when it is not known; nothing of the statement's values. */
    public String object() {
        return object;
    }
}
