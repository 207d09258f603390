package net.chingtech.ctos.provisioning.agent.store;

import java.util.List;
import java.util.stream.Stream;
import net.chingtech.ctos.provisioning.FailedVersion;

/** The versions of a skill that failed here, newest first: those that do not come by themselves again. */
public final class Failures {

    /** More than that, nobody asks for any more. */
    static final int MOST = 10;

    private Failures() {}

    /** These, and one more. */
    public static List<FailedVersion> with(List<FailedVersion> failed, FailedVersion one) {
        return Stream.concat(Stream.of(one), without(failed, one.sha256()).stream())
                .limit(MOST)
                .toList();
    }

    /** These without an artifact that did well. */
    public static List<FailedVersion> without(List<FailedVersion> failed, String sha256) {
        return failed.stream().filter(one -> !one.sha256().equals(sha256)).toList();
    }
}
