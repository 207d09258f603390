package net.chingtech.accounting;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import net.chingtech.ctos.skill.ToolException;

/** Amounts and rates as texts, and what is calculated from them. */
final class Amounts {

    private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?");
    private static final Pattern RATE = Pattern.compile("0(\\.\\d{1,4})?|1(\\.0{1,4})?");

    private Amounts() {}

    static BigDecimal amount(String text) throws ToolException {
        return read(AMOUNT, text, "amount_invalid", "an amount such as 100.10");
    }

    static BigDecimal rate(String text) throws ToolException {
        return read(RATE, text, "rate_invalid", "a rate from 0 to 1, such as 0.05 for 5 percent");
    }

    static BigDecimal vat(BigDecimal net, BigDecimal rate) {
        return Cents.of(net.multiply(rate));
    }

    private static BigDecimal read(Pattern shape, String text, String code, String expected) throws ToolException {
        if (text == null || !shape.matcher(text).matches()) {
            throw new ToolException(code, text + " is not " + expected + ".");
        }
        return new BigDecimal(text);
    }
}
