package net.chingtech.ctos.gateways.internal.data;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.chingtech.ctos.skill.ToolException;
import org.h2.api.ErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database says, as a skill may hear it: a code, and a sentence about the skill's own statement. */
final class DataErrors {

    private static final Logger LOG = LoggerFactory.getLogger(DataErrors.class);

    /** The pool's own code, that the database does not name. */
    private static final int NO_CONNECTION_IN_TIME = 8_001;

    private static final Set<Integer> DENIED =
            Set.of(ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1, ErrorCode.ADMIN_RIGHTS_REQUIRED);
    private static final Set<Integer> TOO_LATE = Set.of(
            ErrorCode.STATEMENT_WAS_CANCELED, ErrorCode.LOCK_TIMEOUT_1, NO_CONNECTION_IN_TIME, ErrorCode.DEADLOCK_1);
    /** Wrong data, a broken constraint, a wrong statement: about what the skill sent, so it may be told. */
    private static final Set<String> ABOUT_THE_STATEMENT = Set.of("21", "22", "23", "42");

    private static final Pattern OBJECT = Pattern.compile("[^\"]*\"([A-Za-z0-9_.\"]{1,200})\"");

    private DataErrors() {}

    static ToolException translate(SQLException e) {
        if (DENIED.contains(e.getErrorCode())) {
            return new DataDenied(object(e), e);
        }
        if (TOO_LATE.contains(e.getErrorCode())) {
            return timeout(e);
        }
        String state = e.getSQLState();
        if (state != null && state.length() == 5 && ABOUT_THE_STATEMENT.contains(state.substring(0, 2))) {
            return new ToolException("data_failed", firstSentence(e.getMessage()), e);
        }
        LOG.warn("A statement of a skill failed in the database", e);
        return new ToolException("data_failed", "The database could not do it; the container's log says why.", e);
    }

    /** {@code Not enough rights for object "SALES.INVOICES"; SQL statement …}. */
    private static String object(SQLException e) {
        Matcher object = OBJECT.matcher(String.valueOf(e.getMessage()));
        return object.lookingAt() ? object.group(1).replace("\"", "") : "";
    }

    static ToolException timeout(Throwable cause) {
        return new ToolException("data_timeout", "The database did not answer in time.", cause);
    }

    static ToolException noSpace(int keptFreeMib) {
        return new ToolException(
                "data_no_space",
                "The container's disk has less than " + keptFreeMib
                        + " MiB left, and so nothing is written; ask its administrator to free space.");
    }

    static ToolException refused(String why) {
        return new ToolException("data_refused", why);
    }

    static ToolException tooMuch(String what) {
        return new ToolException("data_too_much", "The statement touches more than " + what + "; narrow it down.");
    }

    /** Without the statement and the error number that the database appends. */
    private static String firstSentence(String message) {
        int end = message.indexOf("; SQL statement");
        return end < 0 ? message : message.substring(0, end);
    }
}
