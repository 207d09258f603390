package net.chingtech.accounting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import net.chingtech.ctos.skill.testing.Calls;
import net.chingtech.ctos.skill.testing.MemoryData;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvoiceToolTest {

    private final List<String> asked = new ArrayList<>();
    private final Skills crm = (skill, tool, input) -> {
        asked.add(skill + " " + tool + " " + input);
        return ToolResult.of(Map.of("name", "Formosa Bicycle Works"));
    };
    private MemoryData data;

    @BeforeEach
    void open() throws Exception {
        data = new MemoryData("""
                CREATE SCHEMA SALES;
                CREATE TABLE SALES.INVOICES(ID VARCHAR PRIMARY KEY, CUSTOMER_ID VARCHAR, ISSUED DATE, DUE DATE,
                  VAT_RATE DECIMAL(5,4), STATUS VARCHAR);
                CREATE TABLE SALES.INVOICE_LINES(INVOICE_ID VARCHAR, LINE_NO INT, DESCRIPTION VARCHAR,
                  QUANTITY DECIMAL(12,3), UNIT_PRICE DECIMAL(12,2));
                INSERT INTO SALES.INVOICES VALUES
                  ('INV-1001', 'C-001', DATE '2025-01-08', DATE '2025-02-07', 0.0500, 'paid'),
                  ('INV-1002', 'C-001', DATE '2025-01-09', DATE '2025-02-08', 0.0000, 'open');
                INSERT INTO SALES.INVOICE_LINES VALUES
                  ('INV-1001', 2, 'Travel', 1.000, 1850.40),
                  ('INV-1001', 1, 'Workshop, hours', 2.500, 19200.99),
                  ('INV-1001', 3, 'Paper', 0.333, 0.10)""");
    }

    @AfterEach
    void close() throws Exception {
        data.close();
    }

    @Test
    void anInvoice_comesWithItsLinesInOrder_andExactTotals() throws Exception {
        Map<String, Object> invoice = invoice("INV-1001");
        assertThat(invoice)
                .containsEntry("customer", "C-001")
                .containsEntry("customer_name", "Formosa Bicycle Works")
                .containsEntry("issued", "2025-01-08")
                .containsEntry("due", "2025-02-07")
                .containsEntry("vat_rate", "0.05")
                .containsEntry("net", "49852.91")
                .containsEntry("vat", "2492.65")
                .containsEntry("gross", "52345.56");
        assertThat((List<?>) invoice.get("lines"))
                .hasSize(3)
                .first()
                .isEqualTo(Map.of(
                        "line", 1,
                        "description", "Workshop, hours",
                        "quantity", "2.5",
                        "unit_price", "19200.99",
                        "amount", "48002.48"));
        assertThat(asked).containsExactly("net.chingtech.crm crm_customer {customer=C-001}");
    }

    @Test
    void anInvoiceWithoutLinesOrTax_comesToNothing() throws Exception {
        assertThat(invoice("INV-1002"))
                .containsEntry("vat_rate", "0")
                .containsEntry("net", "0.00")
                .containsEntry("gross", "0.00");
    }

    @Test
    void anUnknownInvoice_isRefused_andCrmIsNotAsked() {
        assertThatThrownBy(() -> invoice("INV-9999"))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("invoice_unknown"));
        assertThat(asked).isEmpty();
    }

    @Test
    void whatCrmRefuses_reachesTheCallerWithItsCode() {
        Skills silent = (skill, tool, input) -> {
            throw new ToolException("call_timeout", "too slow");
        };
        assertThatThrownBy(() -> new InvoiceTool(data, silent)
                        .call(Calls.of("accounting_invoice", Map.of("invoice", "INV-1001"))))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("call_timeout"));
    }

    @Test
    void health_followsTheData() throws Exception {
        assertThat(new AccountingHealth(data).execute().getStatus()).isEqualTo(Result.Status.OK);
        data.update("DROP TABLE SALES.INVOICES");
        assertThat(new AccountingHealth(data).execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
    }

    private Map<String, Object> invoice(String number) throws ToolException {
        return new InvoiceTool(data, crm)
                .call(Calls.of("accounting_invoice", Map.of("invoice", number)))
                .value();
    }
}
