package net.chingtech.ctos.provisioning.agent;

import java.nio.file.Path;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestSkill;

/** Offers legacy skills, which nobody signs. */
final class LegacyReleases {

    private LegacyReleases() {}

    /** @param slug the last part of its id */
    static void offer(FakeSource source, TestSkill skill, String slug, Path jar) {
        source.add(TestLegacy.release(skill, jar, source.id(), "@acme/" + slug));
    }
}
