package net.chingtech.ctos.provisioning.agent.store;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.VersionRange;

/**
 * One release that lies in {@code skills/installed}, and on what terms.
 *
 * @param host where it runs: {@code in_framework} or {@code process}
 * @param grants what was accepted, by name
 * @param declined optional permissions that were not accepted, by name
 * @param tools the names of its tools when it was started first, sorted
 * @param weakerHost whether it was agreed that it is held less well than it should be; null in a registry of before
 * @param statementSha256 digest of the statement's file beside the artifact; null in a registry of before
 * @param manifestSha256 the same of the manifest's file
 * @param listedAt when its source took it in, as its signed lists said, but not before it was first seen here; null when
 *     they did not
 */
public record Deployed(
        SkillVersion version,
        String name,
        String summary,
        String sha256,
        long size,
        Tier tier,
        String publisher,
        String keyId,
        String host,
        List<SkillPermission> grants,
        List<SkillPermission> declined,
        SortedMap<SkillId, VersionRange> dependencies,
        List<String> tools,
        Boolean weakerHost,
        String statementSha256,
        String manifestSha256,
        Instant listedAt) {

    public Deployed {
        grants = List.copyOf(grants);
        declined = List.copyOf(declined);
        dependencies = new TreeMap<>(dependencies);
        tools = List.copyOf(tools);
    }

    /** Whether somebody agreed that this release is held less well than it should be. */
    public boolean mayRunWeaker() {
        // Before this was written down, a skill that is not official came into the framework with that yes only.
        return weakerHost == null ? tier != Tier.OFFICIAL && host.equals("in_framework") : weakerHost;
    }

    /** The same release with other grants. */
    public Deployed withGrants(List<SkillPermission> granted, List<SkillPermission> refused) {
        return new Deployed(
                version,
                name,
                summary,
                sha256,
                size,
                tier,
                publisher,
                keyId,
                host,
                granted,
                refused,
                dependencies,
                tools,
                weakerHost,
                statementSha256,
                manifestSha256,
                listedAt);
    }
}
