package net.chingtech.accounting;

import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.ToolException;

/** The tables of invoices and their lines. */
final class Invoices {

    private final Data data;

    Invoices(Data data) {
        this.data = data;
    }

    Optional<Invoice> byNumber(String number) throws ToolException {
        List<Row> heads = data.query(
                "SELECT ID, CUSTOMER_ID, ISSUED, DUE, VAT_RATE, STATUS FROM SALES.INVOICES WHERE ID = ?", number);
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        List<Invoice.Line> lines =
                data.query("""
                        SELECT LINE_NO, DESCRIPTION, QUANTITY, UNIT_PRICE FROM SALES.INVOICE_LINES
                        WHERE INVOICE_ID = ? ORDER BY LINE_NO""", number).stream().map(Invoices::line).toList();
        Row head = heads.get(0);
        return Optional.of(new Invoice(
                head.text("id"),
                head.text("customer_id"),
                head.text("issued"),
                head.text("due"),
                head.text("status"),
                head.decimal("vat_rate"),
                lines));
    }

    long count() throws ToolException {
        return data.query("SELECT COUNT(*) AS COUNTED FROM SALES.INVOICES")
                .get(0)
                .decimal("counted")
                .longValueExact();
    }

    private static Invoice.Line line(Row row) {
        return new Invoice.Line(
                row.decimal("line_no").intValueExact(),
                row.text("description"),
                row.decimal("quantity"),
                row.decimal("unit_price"));
    }
}
