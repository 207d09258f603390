package net.chingtech.ctos.webconsole.internal.rest;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.listing.Revoked;
import net.chingtech.ctos.provisioning.Alert;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.InstalledSkill;
import net.chingtech.ctos.provisioning.Pinned;
import net.chingtech.ctos.provisioning.Plan;
import net.chingtech.ctos.provisioning.SourceStatus;

/** What there is to know about trust in a container that has seen something; strangers' words are as bad as they get. */
final class SampleTrust {

    static final SkillId RATES = new SkillId("com.harbour.rates");
    static final SkillId PAYROLL = new SkillId("net.chingtech.payroll");
    static final String OLD_KEY = "ef".repeat(32);
    static final String NEW_KEY = "ef".repeat(8) + "0123456789abcdef".repeat(3);
    static final String HOSTILE =
            "<img src=x onerror=\"document.title='owned'\"> \u202egnp.exe ${7*7} </style><script>1</script>";

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private SampleTrust() {}

    static List<Alert> alerts() {
        return List.of(
                new Alert(
                        "alert-2",
                        NOON,
                        Alert.Level.DANGER,
                        PAYROLL,
                        new Problem(
                                409,
                                "release_revoked",
                                "Payroll 1.0.0 was revoked and stopped. Its hub says: “Sends payslips to a foreign address.”",
                                "Update it once a newer release is there, or uninstall it; its data is kept."),
                        null),
                new Alert(
                        "alert-1",
                        NOON.minusSeconds(7200),
                        Alert.Level.WARNING,
                        null,
                        new Problem(
                                503,
                                "metadata_stale",
                                "The lists of skillhub:mirror have expired on 20 November.",
                                "Ask whoever runs it; nothing is installed from there until they are fresh."),
                        null),
                new Alert(
                        "alert-0",
                        NOON.minusSeconds(90_000),
                        Alert.Level.NOTICE,
                        RATES,
                        new Problem(409, "key_replaced", HOSTILE, HOSTILE),
                        NOON.minusSeconds(80_000)));
    }

    static Alert read(Alert alert, Instant at) {
        return new Alert(alert.id(), alert.at(), alert.level(), alert.skill(), alert.problem(), at);
    }

    static Alert unread(Alert alert) {
        return read(alert, null);
    }

    static List<SourceStatus> sources() {
        return List.of(
                new SourceStatus(
                        "skillhub:local",
                        "http://127.0.0.1:8090",
                        Tier.OFFICIAL,
                        "1a".repeat(32),
                        1,
                        NOON,
                        NOON.plusSeconds(86_400),
                        null),
                new SourceStatus(
                        "skillhub:mirror",
                        "https://mirror.example",
                        Tier.VERIFIED,
                        "2b".repeat(32),
                        3,
                        NOON.minusSeconds(900_000),
                        NOON.minusSeconds(3_600),
                        new Problem(
                                503,
                                "metadata_expired",
                                "Its timestamp expired on 20 November at 11:00; the clock here says 12:00.",
                                "Ask whoever runs the hub to sign it anew.")),
                new SourceStatus(
                        "skillhub:moved",
                        "https://moved.example",
                        Tier.COMMUNITY,
                        "3c".repeat(32),
                        1,
                        null,
                        null,
                        new Problem(
                                409,
                                "hub_root_changed",
                                "Its root is sha256:" + "4d".repeat(32) + ", not the known sha256:" + "3c".repeat(32)
                                        + ". " + HOSTILE,
                                "Ask whoever runs the hub; then remove it and add it with the new root.")));
    }

    static List<Pinned> pins() {
        return List.of(
                new Pinned(Samples.ACCOUNTING, "skillhub:local", "Ching Tech", OLD_KEY, "5e".repeat(32), NOON),
                new Pinned(Samples.NOTES, Change.DISK, HOSTILE, NEW_KEY, null, NOON));
    }

    /** Payroll was revoked, Rates has another key, Notes is vouched for by nobody. */
    static Set<Plan.Flag> flags(SkillId id, boolean community) {
        Set<Plan.Flag> flags = new TreeSet<>();
        if (community) {
            flags.addAll(Set.of(Plan.Flag.WEAKER_HOST, Plan.Flag.UNVERIFIED));
        }
        if (id.equals(RATES)) {
            flags.add(Plan.Flag.NEW_KEY);
        }
        if (id.equals(PAYROLL)) {
            flags.add(Plan.Flag.REVOKED);
        }
        return flags;
    }

    static String key(SkillId id) {
        return id.equals(RATES) || id.equals(Samples.NOTES) ? NEW_KEY : OLD_KEY;
    }

    static Plan.Trust trust(SkillId id, boolean community) {
        return new Plan.Trust(
                community ? null : id.equals(RATES) ? "Community authority" : "Official authority",
                id.equals(RATES) ? new Plan.KeyChange(OLD_KEY, NEW_KEY, "authority", HOSTILE, NOON) : null,
                id.equals(PAYROLL) ? new Revoked("Sends payslips to a foreign address. " + HOSTILE, NOON) : null,
                Instant.parse("2026-10-01T08:00:00Z"),
                community ? null : Instant.parse("2026-10-01T08:05:00Z"),
                words(id, community),
                null);
    }

    /** As the agent says it. */
    private static List<String> words(SkillId id, boolean community) {
        if (community) {
            return List.of(
                    "Nobody that this container trusts vouches for its publisher: \"Example Org\" is only what the signer"
                            + " calls itself.",
                    "It is signed with the key sha256:" + key(id)
                            + "; get the publisher's fingerprint from somewhere else and compare the two.",
                    "If you agree, this key is pinned: later releases of " + id + " must be signed with it.");
        }
        return id.equals(PAYROLL)
                ? List.of(id + " 1.0.0 was revoked: \"" + HOSTILE + "\". It should not run.")
                : List.of();
    }

    static InstalledSkill quarantined(InstalledSkill skill) {
        return new InstalledSkill(
                skill.id(),
                skill.name(),
                skill.summary(),
                skill.version(),
                skill.sha256(),
                InstalledSkill.Status.QUARANTINED,
                new Problem(
                        409,
                        "release_revoked",
                        "It was revoked on 20 November 2026: Sends payslips to a foreign address. " + HOSTILE,
                        "Update or uninstall it; its files and data are kept. To run it all the same: ./ctos restart "
                                + skill.id() + " --revoked."),
                skill.host(),
                skill.tier(),
                skill.publisher(),
                skill.keyId(),
                skill.source(),
                skill.channel(),
                skill.grants(),
                skill.declined(),
                List.of(),
                skill.neededBy(),
                skill.installedAt(),
                skill.previousVersion(),
                skill.pinned(),
                skill.permissions(),
                skill.optionalPermissions(),
                skill.hostWish(),
                null,
                skill.probationUntil(),
                skill.failed(),
                skill.policy(),
                skill.hasSettings(),
                skill.updatedAt(),
                skill.calls());
    }
}
