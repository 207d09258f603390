package net.chingtech.accounting;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An invoice; VAT is on the sum of its lines, each of them rounded to cents.
 *
 * @param issued ISO date
 * @param due ISO date
 * @param vatRate from 0 to 1
 */
record Invoice(
        String number,
        String customer,
        String issued,
        String due,
        String status,
        BigDecimal vatRate,
        List<Line> lines) {

    record Line(int number, String description, BigDecimal quantity, BigDecimal unitPrice) {

        BigDecimal amount() {
            return Cents.of(quantity.multiply(unitPrice));
        }

        Map<String, Object> shown() {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("line", number);
            shown.put("description", description);
            shown.put("quantity", plain(quantity));
            shown.put("unit_price", unitPrice.toPlainString());
            shown.put("amount", amount().toPlainString());
            return shown;
        }
    }

    BigDecimal net() {
        return Cents.of(lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    BigDecimal vat() {
        return Amounts.vat(net(), vatRate);
    }

    Map<String, Object> shown(Object customerName) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("invoice", number);
        shown.put("status", status);
        shown.put("issued", issued);
        shown.put("due", due);
        shown.put("customer", customer);
        shown.put("customer_name", customerName);
        shown.put("lines", lines.stream().map(Line::shown).toList());
        shown.put("vat_rate", plain(vatRate));
        shown.put("net", net().toPlainString());
        shown.put("vat", vat().toPlainString());
        shown.put("gross", net().add(vat()).toPlainString());
        return shown;
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
