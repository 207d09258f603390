package net.chingtech.ctos.gateways.internal.data;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The WITH of a definition: where numbers begin, or in which zone times are; never that of a query. */
class SqlRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SEQUENCE S START WITH 1",
                "CREATE SEQUENCE S START WITH 1 INCREMENT BY 10 MINVALUE 1 NO CYCLE",
                "create sequence s start with -5 increment by -1",
                "CREATE TABLE T(ID BIGINT GENERATED ALWAYS AS IDENTITY(START WITH 1 INCREMENT BY 2) PRIMARY KEY)",
                "ALTER TABLE T ALTER COLUMN ID RESTART WITH 70",
                "CREATE TABLE T(AT TIMESTAMP(3) WITH TIME ZONE, OPEN TIME WITH TIME ZONE)"
            })
    void whatBeginsWithANumber_orHasAZone_isADefinition(String sql) {
        assertThatCode(() -> SqlRules.checkDefinition(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE T AS WITH START(X) AS (VALUES 1) TABLE START",
                "CREATE TABLE START AS WITH N(X) AS (VALUES 1) TABLE N",
                "CREATE TABLE START WITH N(X) AS (VALUES 1) TABLE N",
                "CREATE TABLE RESTART WITH TIME ZONE(X) AS (VALUES 1) TABLE ZONE",
                "CREATE TABLE T AS (WITH TIME(ZONE) AS (VALUES 1) TABLE TIME)",
                "CREATE TABLE T(ID INT DEFAULT (WITH N(X) AS (VALUES 1) TABLE N))",
                "CREATE SEQUENCE S START WITH (WITH N(X) AS (VALUES 1) TABLE N)",
                "CREATE SEQUENCE S START WITH -N",
                "CREATE SEQUENCE S START WITH '1'",
                "CREATE SEQUENCE S START WITH ?",
                "CREATE SEQUENCE S START WITH",
                "CREATE SEQUENCE S \"START\" WITH 1",
                "CREATE SEQUENCE S INCREMENT WITH 1"
            })
    void whatMayBeginAQuery_isRefused(String sql) {
        assertThatThrownBy(() -> SqlRules.checkDefinition(sql)).hasMessageContaining("WITH has no place");
    }
}
