package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderClauseTest {

    @Test
    void clauses_keepTheirTextAndTheirParts() throws Exception {
        var clauses = HeaderClause.parse(
                "a.b;c.d;version=\"[1,2)\";resolution:=optional, ctos.skill;ctos.skill=\"x.y\";version:Version=\"1.0.0\"");

        assertThat(clauses).hasSize(2);
        assertThat(clauses.get(0).paths()).containsExactly("a.b", "c.d");
        assertThat(clauses.get(0).attributes()).containsEntry("version", "[1,2)");
        assertThat(clauses.get(0).directives()).containsEntry("resolution", "optional");
        assertThat(clauses.get(1).text()).isEqualTo("ctos.skill;ctos.skill=\"x.y\";version:Version=\"1.0.0\"");
        assertThat(clauses.get(1).attributes()).containsEntry("version", "1.0.0");
        assertThat(clauses.get(1).types()).containsEntry("version", "Version");
    }

    @Test
    void separatorsInQuotes_separateNothing() throws Exception {
        var clauses = HeaderClause.parse("osgi.service;objectClass:List<String>=\"a,b;c\";text=\"a \\\"word\\\"\"");

        assertThat(clauses).singleElement().satisfies(clause -> {
            assertThat(clause.attributes())
                    .containsEntry("objectClass", "a,b;c")
                    .containsEntry("text", "a \"word\"");
            assertThat(clause.types()).containsEntry("objectClass", "List<String>");
        });
    }

    @Test
    void missingHeader_hasNoClauses() throws Exception {
        assertThat(HeaderClause.parse(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a,",
                "a;;b",
                "a;x=\"1",
                "a;x=1;x=2",
                "x=1",
                "a;x=\"1\"2",
                "a;x=1;b",
                "a;x:Version:=1",
                "a;x=",
                "\"a,b\""
            })
    void wrongSyntax_isRefused(String header) {
        assertThatExceptionOfType(FormatException.class)
                .isThrownBy(() -> HeaderClause.parse(header))
                .satisfies(e -> assertThat(e.code()).isEqualTo("header_invalid"));
    }
}
