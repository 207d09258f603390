package net.chingtech.accounting;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How amounts became whole cents in 1.2.0: the fault that 1.3.0 mends, kept so that an update has something to show. */
final class Cents {

    private Cents() {}

    /** Half a cent goes to the even neighbour, so that 5.005 becomes 5.00. */
    static BigDecimal of(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN);
    }
}
