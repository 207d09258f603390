package net.chingtech.ctos.host.framework;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A setting of every type for the skill {@code settled}, and what its tool then shows, whichever host it runs in. */
public final class SettledSkill {

    /** The PID of its tool that shows what it was given. */
    public static final String SHOW = "org.example.settled.ShowTool";

    /** The PID that its other tool cannot be without. */
    public static final String SERVER = "org.example.settled.server";

    public static final Map<String, Object> GIVEN = Map.of(
            "greeting",
            "Hi",
            "times",
            3L,
            "large",
            5_000_000_000L,
            "loud",
            true,
            "rate",
            2.5,
            "names",
            List.of("Ada", "Bob"),
            "sizes",
            List.of(1L, 2L),
            ".secret",
            "s3cret");

    public static final Map<String, Object> SHOWN = Map.of(
            "greeting",
            "Hi",
            "times",
            3L,
            "large",
            5_000_000_000L,
            "loud",
            true,
            "rate",
            new BigDecimal("2.5"),
            "names",
            List.of("Ada", "Bob"),
            "sizes",
            List.of(1L, 2L),
            "secret",
            "s3cret");

    private SettledSkill() {}
}
