package net.chingtech.ctos.clawhub.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.clawhub.fingerprint.FolderFingerprint;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.source.ClawHubAdapter;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.provisioning.FolderImport.State;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * Whether a folder is as it was installed.
 *
 * @param version the one that its files are, by the registry; null when nobody says
 * @param doubt that it says itself to be what it is not; null when it does not
 */
record Judged(State state, String version, List<String> remarks, Problem doubt) {

    private Judged(State state, String version, List<String> remarks) {
        this(state, version, remarks, null);
    }

    static Judged of(LegacyFolder folder, Traits traits, Optional<ClawHubAdapter> registry) {
        String mine = FolderFingerprint.of(folder);
        if (traits.fingerprint() != null) {
            return new Judged(mine.equals(traits.fingerprint()) ? State.UNCHANGED : State.EDITED, null, List.of());
        }
        if (registry.isEmpty()) {
            return new Judged(
                    State.UNKNOWN,
                    null,
                    List.of("Nothing says how its files were when it was installed, so nobody knows whether they were"
                            + " changed."));
        }
        try {
            return byRegistry(folder, mine, traits, registry.get());
        } catch (ProvisioningException e) {
            return new Judged(
                    State.UNKNOWN,
                    null,
                    List.of("Whether it was changed cannot be said: "
                            + e.problem().detail()));
        }
    }

    /**
     * The same of one that its registry does not give out, so that the copy counts: whatever the folder says of itself, only
     * the registry knows what its files were.
     */
    Judged confirmed(LegacyFolder folder, Traits traits, ClawHubAdapter registry) {
        if (state != State.UNCHANGED || version != null) {
            return this;
        }
        try {
            Judged asked = byRegistry(folder, FolderFingerprint.of(folder), traits, registry);
            if (asked.state() == State.UNCHANGED) {
                return asked;
            }
        } catch (ProvisioningException e) {
            return new Judged(
                    State.UNKNOWN,
                    null,
                    List.of("Only the folder says that it was not changed; its registry does not: "
                            + e.problem().detail()));
        }
        Problem doubt = new Problem(
                409,
                "origin_unconfirmed",
                "The folder says that it is as it was installed, but its registry knows no such files.",
                "Ask whoever gave you the folder. It is taken with an explicit yes only (--suspicious).");
        return new Judged(State.EDITED, null, List.of(doubt.detail()), doubt);
    }

    /** The registry computes without the {@code _meta.json} that its ZIP adds; the command line's own way is asked for, too. */
    private static Judged byRegistry(LegacyFolder folder, String mine, Traits traits, ClawHubAdapter registry)
            throws ProvisioningException {
        Optional<String> match = registry.resolve(traits.owner(), traits.slug(), FolderFingerprint.ofPublished(folder));
        if (match.isEmpty()) {
            match = registry.resolve(traits.owner(), traits.slug(), mine);
        }
        if (match.isEmpty()) {
            return new Judged(State.EDITED, null, List.of());
        }
        List<String> remarks = new ArrayList<>();
        if (traits.version() != null && !traits.version().equals(match.get())) {
            remarks.add("Its files are those of version " + LegacyProblem.shown(match.get()) + ", and not of "
                    + LegacyProblem.shown(traits.version()) + ".");
        }
        return new Judged(State.UNCHANGED, match.get(), remarks);
    }
}
