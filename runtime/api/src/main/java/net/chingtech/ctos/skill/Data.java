package net.chingtech.ctos.skill;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The company's data, as far as this skill was granted: {@code db:read:AREA} lets it read the tables of the schema AREA,
 * {@code db:write:AREA} change them. Every call is one statement with {@code ?} parameters; rows, size and time are
 * capped. Values are {@code String}, {@code Long}, {@code java.math.BigDecimal}, {@code Double}, {@code Boolean},
 * {@code java.time.LocalDate}, {@code java.time.LocalTime}, {@code java.time.Instant}, {@code byte[]} or null.
 */
@ProviderType
public interface Data {

    /**
     * Reads rows.
     *
     * @throws ToolException {@code data_denied}, {@code data_refused} (not one SELECT), {@code data_failed},
     *     {@code data_too_much} or {@code data_timeout}
     */
    List<Row> query(String sql, Object... parameters) throws ToolException;

    /**
     * Changes rows.
     *
     * @return how many
     * @throws ToolException as {@link #query}, and {@code data_no_space} when the container's disk is nearly full
     */
    int update(String sql, Object... parameters) throws ToolException;

    /** Does several things, all or none: an exception from {@code work} takes back what it did. */
    <T> T inTransaction(Work<T> work) throws ToolException;

    /** What is done in a transaction, with a {@link Data} that is valid only there. */
    @FunctionalInterface
    interface Work<T> {
        T with(Data data) throws ToolException;
    }
}
