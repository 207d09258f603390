package net.chingtech.escape;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/** Answers that hurt whoever takes them. */
final class ResultWays {

    private ResultWays() {}

    static List<Attempt> all() {
        return List.of(
                result("evil", "answer a map that reads a secret when it is looked at", CallWays.Evil::new),
                result("huge", "answer a text of 8 MiB", w -> "x".repeat(8 * 1024 * 1024)),
                result("many", "answer 10,000,000 values", w -> java.util.Collections.nCopies(10_000_000, "x")),
                result("endless", "answer a list without an end", w -> new Endless()),
                result("deep", "answer a value of 100,000 levels", w -> {
                    Object deep = "x";
                    for (int i = 0; i < 100_000; i++) {
                        deep = List.of(deep);
                    }
                    return deep;
                }),
                result("circle", "answer a list that holds itself", w -> {
                    List<Object> circle = new ArrayList<>();
                    circle.add(circle);
                    return circle;
                }),
                result("object", "answer an object of its own class", w -> new Thief(w.secret())),
                result("live_object", "answer a thread", w -> Thread.currentThread()),
                result("number", "answer a number that is none", w -> Double.NaN),
                result(
                        "long_number",
                        "answer a number of 1,000,000,000 digits",
                        w -> new java.math.BigDecimal("1E1000000000")),
                result("evil_number", "answer a number of its own making", w -> new OddNumber(w)),
                result("throws", "answer a list that throws an Error", w -> new AbstractList<Object>() {
                    @Override
                    public Object get(int index) {
                        throw new OutOfMemoryError("on purpose");
                    }

                    @Override
                    public int size() {
                        return 1;
                    }
                }),
                result("control", "answer control characters for a terminal", w -> "\u001b[2J\u202e\u0007"),
                new Attempt("results.nothing", "answer nothing", w -> {
                    throw new Passing(new ToolException(null, null));
                }),
                new Attempt("results.code", "refuse with a code that is markup", w -> {
                    throw new Passing(new ToolException("<script>\r\nX: y", "\u001b[2J<script>"));
                }));
    }

    private interface Made {
        Object by(World world);
    }

    private static Attempt result(String name, String tries, Made made) {
        return new Attempt("results." + name, tries, w -> {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("odd", made.by(w));
            return new ToolResult(value);
        });
    }

    private static final class Endless extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            return "x";
        }

        @Override
        public int size() {
            return Integer.MAX_VALUE;
        }

        @Override
        public Iterator<Object> iterator() {
            return java.util.stream.Stream.<Object>generate(() -> "x").iterator();
        }
    }

    private static final class OddNumber extends Number {
        private static final long serialVersionUID = 1L;
        private final transient World world;

        OddNumber(World world) {
            this.world = world;
        }

        @Override
        public int intValue() {
            return ThreadWays.unchecked(world).length();
        }

        @Override
        public long longValue() {
            return intValue();
        }

        @Override
        public float floatValue() {
            return intValue();
        }

        @Override
        public double doubleValue() {
            return intValue();
        }

        @Override
        public String toString() {
            return ThreadWays.unchecked(world);
        }
    }
}
