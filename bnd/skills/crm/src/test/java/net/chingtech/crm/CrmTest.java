package net.chingtech.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.testing.Calls;
import net.chingtech.ctos.skill.testing.MemoryData;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CrmTest {

    private MemoryData data;

    @BeforeEach
    void open() throws Exception {
        data = new MemoryData("""
                CREATE SCHEMA CRM;
                CREATE TABLE CRM.CUSTOMERS(ID VARCHAR PRIMARY KEY, NAME VARCHAR, CITY VARCHAR, EMAIL VARCHAR, SINCE DATE);
                INSERT INTO CRM.CUSTOMERS VALUES
                  ('C-001', 'Formosa Bicycle Works', 'Taichung', 'accounts@formosa.example', DATE '2019-03-11'),
                  ('C-002', '100% Tea', 'Chiayi', 'tea@hundred.example', DATE '2020-01-15'),
                  ('C-003', 'Taichung Optics', 'Hsinchu', 'hello@optics.example', DATE '2021-01-15')""");
    }

    @AfterEach
    void close() throws Exception {
        data.close();
    }

    @Test
    void aCustomer_isToldByNumber() throws Exception {
        assertThat(new CustomerTool(data)
                        .call(Calls.of("crm_customer", Map.of("customer", "C-001")))
                        .value())
                .containsExactly(
                        Map.entry("customer", "C-001"),
                        Map.entry("name", "Formosa Bicycle Works"),
                        Map.entry("city", "Taichung"),
                        Map.entry("email", "accounts@formosa.example"),
                        Map.entry("since", "2019-03-11"));
    }

    @Test
    void anUnknownNumber_isRefusedWithItsCode() {
        assertThatThrownBy(() -> new CustomerTool(data).call(Calls.of("crm_customer", Map.of("customer", "C-999"))))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo("customer_unknown"))
                .hasMessageContaining("C-999");
    }

    @Test
    void search_findsNamesAndCitiesInAnyCase_byName() throws Exception {
        assertThat(found("TAICHUNG")).containsExactly("Formosa Bicycle Works", "Taichung Optics");
        assertThat(found(" chiayi ")).containsExactly("100% Tea");
        assertThat(found("nobody")).isEmpty();
    }

    @Test
    void signsThatSqlReadsAsWildcards_areOnlySigns() throws Exception {
        assertThat(found("0%")).containsExactly("100% Tea");
        assertThat(found("_")).isEmpty();
        assertThat(found("!")).isEmpty();
    }

    @Test
    void moreThanTwenty_areCutOffAndSaidSo() throws Exception {
        for (int i = 100; i < 121; i++) {
            data.update(
                    "INSERT INTO CRM.CUSTOMERS VALUES (?, ?, 'Magong', 'x@y.example', DATE '2024-01-01')",
                    "C-" + i,
                    "Fish " + i);
        }
        Map<String, Object> answer = new SearchTool(data)
                .call(Calls.of("crm_search", Map.of("text", "fish")))
                .value();
        assertThat(answer)
                .containsEntry("more", true)
                .extractingByKey("customers", list(Map.class))
                .hasSize(20);
    }

    @Test
    void health_followsTheData() throws Exception {
        assertThat(new CrmHealth(data).execute().getStatus()).isEqualTo(Result.Status.OK);
        data.update("DELETE FROM CRM.CUSTOMERS");
        assertThat(new CrmHealth(data).execute().getStatus()).isEqualTo(Result.Status.WARN);
        data.update("DROP TABLE CRM.CUSTOMERS");
        assertThat(new CrmHealth(data).execute().getStatus()).isEqualTo(Result.Status.CRITICAL);
    }

    private List<Object> found(String text) throws ToolException {
        Map<String, Object> answer = new SearchTool(data)
                .call(Calls.of("crm_search", Map.of("text", text)))
                .value();
        return ((List<?>) answer.get("customers"))
                .stream()
                        .<Object>map(customer -> ((Map<?, ?>) customer).get("name"))
                        .toList();
    }
}
