package net.chingtech.ctos.engine.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainValuesTest {

    @Test
    void valuesOfJson_areCopiedToTheFewTypes() throws Exception {
        Map<String, Object> copy = PlainValues.copy(Map.of(
                "i", 1, "l", 2L, "d", 0.1, "b", new BigDecimal("1.50"), "n", new BigInteger("9"), "t", "x", "y", true));

        assertThat(copy)
                .containsEntry("i", 1L)
                .containsEntry("l", 2L)
                .containsEntry("d", new BigDecimal("0.1"))
                .containsEntry("b", new BigDecimal("1.50"))
                .containsEntry("n", new BigInteger("9"))
                .containsEntry("t", "x")
                .containsEntry("y", true);
    }

    @Test
    void veryManyTinyValues_areRefused() throws Exception {
        // The list is a value as well.
        assertThat(PlainValues.copy(Map.of("l", Collections.nCopies(PlainValues.MOST_VALUES - 1, Map.of()))))
                .containsKey("l");
        assertThatThrownBy(() -> PlainValues.copy(Map.of("l", Collections.nCopies(PlainValues.MOST_VALUES, Map.of()))))
                .isInstanceOf(PlainValues.NotPlain.class);
    }

    @Test
    void aCopy_sharesNothingWithTheOriginal() throws Exception {
        List<Object> list = new ArrayList<>(Arrays.asList("a", null));
        Map<String, Object> copy = PlainValues.copy(Map.of("list", list));
        list.add("b");

        assertThat(copy.get("list")).isEqualTo(Arrays.asList("a", null));
    }

    @Test
    void anyOtherObject_isNotPlain_andTheMessageSaysWhere() {
        assertThatThrownBy(() -> PlainValues.copy(Map.of("a", List.of(Map.of("b", new Thread())))))
                .hasMessageContaining("$.a[0].b")
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> PlainValues.copy(Map.of("a", new BigDecimal("1") {})))
                .isInstanceOf(PlainValues.NotPlain.class);
        assertThatThrownBy(() -> PlainValues.copy(Map.of("a", Double.NaN))).isInstanceOf(PlainValues.NotPlain.class);
        assertThatThrownBy(() -> PlainValues.copy(Map.of("a", new BigDecimal("1E+999999999"))))
                .isInstanceOf(PlainValues.NotPlain.class);
        assertThatThrownBy(() -> PlainValues.copy(Map.of("a", Map.of(1, 2)))).isInstanceOf(PlainValues.NotPlain.class);
    }

    @Test
    void whatNeverEnds_isCutOff() {
        Map<String, Object> loop = new HashMap<>();
        loop.put("again", loop);
        assertThatThrownBy(() -> PlainValues.copy(loop)).hasMessageContaining("nested deeper");

        Map<String, Object> wide = Map.of("text", "x".repeat(PlainValues.MOST_BYTES));
        assertThatThrownBy(() -> PlainValues.copy(wide)).hasMessageContaining("beyond 1 MiB");
    }
}
