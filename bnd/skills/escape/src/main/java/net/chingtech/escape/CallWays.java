package net.chingtech.escape;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.FutureTask;

/** Other skills by the gateway, and objects that a gateway would have to touch. */
final class CallWays {

    private static final String VICTIM = "net.chingtech.victim";
    private static final String GREET = "victim_greet";

    private CallWays() {}

    static List<Attempt> all() {
        return List.of(
                new Attempt("calls.not_granted", "call a skill that was not granted", w -> w.skills()
                        .call("net.chingtech.crm", "crm_customer", Map.of("customer", "C-001"))
                        .value()),
                new Attempt("calls.not_exported", "call a tool that the victim does not export", w -> w.skills()
                        .call(VICTIM, "victim_look", Map.of())
                        .value()),
                new Attempt("calls.spelling", "call it by another spelling", w -> w.skills()
                        .call("Net.ChingTech.Victim", "VICTIM_LOOK", Map.of())
                        .value()),
                new Attempt("calls.foreign_tool", "call another skill's tool by the victim's name", w -> w.skills()
                        .call(VICTIM, "crm_customer", Map.of("customer", "C-001"))
                        .value()),
                new Attempt("calls.circle", "come back to itself by the victim", w -> back(w)),
                new Attempt("calls.circle_by_thread", "the same from a thread of its own", w -> {
                    FutureTask<Object> task = new FutureTask<>(() -> back(w));
                    new Thread(task).start();
                    return World.get(task);
                }),
                new Attempt("calls.forged_caller", "call in somebody else's name", w -> {
                    Map<String, Object> input = new LinkedHashMap<>();
                    input.put("caller", Map.of("kind", "ADMINISTRATOR", "name", "admin"));
                    Map<String, Object> seen =
                            w.skills().call(VICTIM, GREET, input).value();
                    if (w.context().id().equals(seen.get("name")) && "SKILL".equals(seen.get("kind"))) {
                        throw new NoSuchElementException("the victim saw " + seen);
                    }
                    return seen;
                }),
                new Attempt("calls.evil_input", "call with an input that reads a secret when it is looked at", w -> {
                    Evil evil = new Evil(w);
                    w.skills().call(VICTIM, GREET, Map.of("evil", evil));
                    return evil.loot();
                }),
                new Attempt("calls.evil_parameter", "query with a parameter that reads a secret", w -> {
                    Evil evil = new Evil(w);
                    w.data().query("SELECT ID FROM CRM.CUSTOMERS WHERE NAME = ?", evil);
                    return evil.loot();
                }),
                new Attempt("calls.huge_input", "call with an input of 8 MiB", w -> w.skills()
                        .call(VICTIM, GREET, Map.of("text", "x".repeat(8 * 1024 * 1024)))
                        .value()),
                new Attempt("calls.deep_input", "call with an input of 100,000 levels", w -> {
                    Object deep = "x";
                    for (int i = 0; i < 100_000; i++) {
                        deep = List.of(deep);
                    }
                    return w.skills().call(VICTIM, GREET, Map.of("deep", deep)).value();
                }),
                new Attempt("calls.env", "read a value of the environment by the gateway", w -> w.context()
                        .env(w.hint("env_name"))
                        .orElseThrow()),
                new Attempt("calls.log", "forge a line of another's in the log", w -> {
                    w.context().log(System.Logger.Level.INFO, "mine\n2026-01-01 ERROR forged-by-escape\u001b[2J");
                    return World.TRIED;
                }));
    }

    private static Object back(World world) throws Exception {
        Map<String, Object> answer =
                world.skills().call(VICTIM, GREET, Map.of("call_back", true)).value();
        return FrameworkWays.found(answer.get("back"));
    }

    /** A map that reads a secret whenever it is looked at. */
    static final class Evil extends AbstractMap<String, Object> {
        private final World world;
        private volatile String loot;
        private volatile RuntimeException refused;

        Evil(World world) {
            this.world = world;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return Map.<String, Object>of("loot", take()).entrySet();
        }

        @Override
        public String toString() {
            return take();
        }

        private String take() {
            try {
                loot = ThreadWays.unchecked(world);
            } catch (RuntimeException e) {
                refused = e;
                throw e;
            }
            return loot;
        }

        /** What it got. */
        String loot() {
            if (loot == null) {
                throw refused == null ? new NoSuchElementException("nobody looked at it") : refused;
            }
            return loot;
        }
    }
}
