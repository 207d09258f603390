package net.chingtech.escape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All attempts, by name. */
final class Attempts {

    private static final Map<String, Attempt> ALL = all();

    private Attempts() {}

    static Map<String, Attempt> byName() {
        return ALL;
    }

    private static Map<String, Attempt> all() {
        Map<String, Attempt> all = new LinkedHashMap<>();
        Stream.of(
                        FileWays.all(),
                        LinkWays.all(),
                        ProcWays.all(),
                        SocketWays.all(),
                        NameWays.all(),
                        ProcessWays.all(),
                        NativeWays.all(),
                        ReflectionWays.all(),
                        LoaderWays.all(),
                        ThreadWays.all(),
                        StreamWays.all(),
                        SecurityWays.all(),
                        SettingWays.all(),
                        ManagementWays.all(),
                        FrameworkWays.all(),
                        ServiceWays.all(),
                        CallWays.all(),
                        SqlWays.all(),
                        WebWays.all(),
                        WireWays.all(),
                        ResultWays.all(),
                        EndlessWays.all(),
                        HungryWays.all(),
                        LeftoverWays.all())
                .flatMap(List::stream)
                .forEach(attempt -> {
                    if (all.put(attempt.name(), attempt) != null) {
                        throw new IllegalStateException("two attempts named " + attempt.name());
                    }
                });
        return all;
    }
}
