package net.chingtech.ctos.gateways.internal.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.chingtech.ctos.skill.ToolException;

/** Between SQL's types and the few that a skill sees; nothing of java.sql gets through. */
final class Values {

    /** What a value that is no text counts for against the size cap. */
    private static final int SMALL = 16;

    private Values() {}

    /** A parameter as the driver takes it; only exact classes, so that no code of the skill runs in the database. */
    static Object parameter(Object value, int number) throws ToolException {
        if (value == null) {
            return null;
        }
        Class<?> type = value.getClass();
        if (type == Instant.class) {
            return ((Instant) value).atOffset(ZoneOffset.UTC);
        }
        if (type == BigInteger.class) {
            return new BigDecimal((BigInteger) value);
        }
        if (type == byte[].class) {
            return ((byte[]) value).clone();
        }
        if (type == String.class
                || type == Integer.class
                || type == Long.class
                || type == Short.class
                || type == Double.class
                || type == Boolean.class
                || type == BigDecimal.class
                || type == LocalDate.class
                || type == LocalTime.class) {
            return value;
        }
        throw DataErrors.refused("Parameter " + number + " is a " + type.getName()
                + "; a text, a number, a boolean, a date, a time, an instant or bytes was expected.");
    }

    static Object read(ResultSet rows, int column, int sqlType) throws SQLException, ToolException {
        switch (sqlType) {
            case Types.CHAR, Types.VARCHAR, Types.NVARCHAR, Types.NCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NCLOB:
                return rows.getString(column);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT:
                return rows.getObject(column, Long.class);
            case Types.NUMERIC, Types.DECIMAL:
                return rows.getBigDecimal(column);
            case Types.REAL, Types.FLOAT, Types.DOUBLE:
                return rows.getObject(column, Double.class);
            case Types.BOOLEAN, Types.BIT:
                return rows.getObject(column, Boolean.class);
            case Types.DATE:
                return rows.getObject(column, LocalDate.class);
            case Types.TIME:
                return rows.getObject(column, LocalTime.class);
            case Types.TIMESTAMP: {
                LocalDateTime time = rows.getObject(column, LocalDateTime.class);
                return time == null ? null : time.toInstant(ZoneOffset.UTC);
            }
            case Types.TIMESTAMP_WITH_TIMEZONE: {
                OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
                return time == null ? null : time.toInstant();
            }
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB:
                return rows.getBytes(column);
            case Types.NULL:
                return null;
            default:
                throw DataErrors.refused("Column " + rows.getMetaData().getColumnLabel(column)
                        + " is of a type that skills cannot read; cast it to a text or a number.");
        }
    }

    /** About how many bytes a value takes. */
    static long size(Object value) {
        if (value instanceof String text) {
            return SMALL + 2L * text.length();
        }
        return value instanceof byte[] bytes ? SMALL + bytes.length : SMALL;
    }
}
