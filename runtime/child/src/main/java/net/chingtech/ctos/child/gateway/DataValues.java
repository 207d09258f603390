package net.chingtech.ctos.child.gateway;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.wire.TypedValues;

/** The parameters of statements. */
final class DataValues {

    /** Only exact classes: a class of the skill's own could change its mind between two looks. */
    private static final Set<Class<?>> TAKEN = Set.of(
            String.class,
            Integer.class,
            Long.class,
            Short.class,
            Double.class,
            Boolean.class,
            BigDecimal.class,
            BigInteger.class,
            LocalDate.class,
            LocalTime.class,
            Instant.class,
            byte[].class);

    private DataValues() {}

    /** Parameters as they are sent; refused in the words in which the container refuses them. */
    static List<Object> toJson(Object[] parameters) throws ToolException {
        Object[] given = parameters == null ? new Object[] {null} : parameters.clone();
        List<Object> values = new ArrayList<>(given.length);
        for (int i = 0; i < given.length; i++) {
            if (given[i] != null && !TAKEN.contains(given[i].getClass())) {
                throw new ToolException(
                        "data_refused",
                        "Parameter " + (i + 1) + " is a " + given[i].getClass().getName()
                                + "; a text, a number, a boolean, a date, a time, an instant or bytes was expected.");
            }
            values.add(TypedValues.toJson(given[i]));
        }
        return values;
    }
}
