package net.chingtech.accounting;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How amounts become whole cents. */
final class Cents {

    private Cents() {}

    /** Half a cent goes up, away from zero, as tax offices count. */
    static BigDecimal of(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}
