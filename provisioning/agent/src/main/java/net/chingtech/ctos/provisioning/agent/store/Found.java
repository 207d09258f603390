package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.HostLevel;
import net.chingtech.ctos.verify.VerifiedStatement;

/**
 * A release that lies in {@code skills/installed} and was proven again.
 *
 * @param since when it came there
 */
record Found(
        VerifiedStatement statement,
        SkillManifest manifest,
        String statementSha256,
        String manifestSha256,
        Instant since) {

    /** Where it runs is chosen anew at each start; until then this is the word for it. */
    static final String HOST = HostLevel.PROCESS.name().toLowerCase(Locale.ROOT);

    SkillId id() {
        return statement.statement().id();
    }

    SkillVersion version() {
        return statement.statement().version();
    }

    /**
     * The release on given terms. What nobody knows any more is what holds it best.
     *
     * @param tools the names of its tools, as far as somebody wrote them down
     */
    Deployed on(Tier tier, List<SkillPermission> grants, List<String> tools) {
        return new Deployed(
                version(),
                manifest.name(),
                manifest.summary(),
                statement.statement().artifact().sha256(),
                statement.statement().artifact().size(),
                tier,
                statement.publisher().name(),
                statement.publisher().keyId(),
                HOST,
                grants,
                statement.statement().optionalPermissions().stream()
                        .filter(optional -> !grants.contains(optional))
                        .toList(),
                statement.statement().dependencies(),
                tools,
                false,
                statementSha256,
                manifestSha256,
                null);
    }
}
