package net.chingtech.ctos.clawhub.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Turn;
import net.chingtech.ctos.clawhub.wrap.Wrapped;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;

/**
 * Makes releases of what a ClawHub has. Digest, permissions and files must be known before anybody can say yes; so the one
 * version that is meant is downloaded, checked and wrapped when it is planned, and not earlier.
 */
final class Offers {

    /** How many versions are tried when the newest ones were called back. */
    private static final int MOST_TRIED = 5;

    /** A ZIP is hardly larger than what is in it. */
    private static final long LARGEST_ZIP = LegacyFolder.LARGEST_FOLDER + (1L << 20);

    private final String source;
    private final ClawHub hub;
    private final Names names;
    private final Details details;
    private final Choice choice;
    private final Held held;
    private final Brought brought;
    private final Wraps wraps;

    /** Makes a bundle of a folder. */
    @FunctionalInterface
    interface Wraps {
        Wrapped wrap(LegacyFolder folder, Origin origin, Path target) throws ProvisioningException;
    }

    Offers(String source, ClawHub hub, Names names, Details details, Brought brought, Wraps wraps) {
        this.source = source;
        this.hub = hub;
        this.names = names;
        this.details = details;
        this.choice = new Choice(hub);
        this.held = new Held(hub.address());
        this.brought = brought;
        this.wraps = wraps;
    }

    /** As {@link net.chingtech.ctos.provisioning.SkillSource#releases} promises, with one release at most. */
    List<Release> of(SkillId id, VersionRange range, Channel channel) throws ProvisioningException {
        Ref asked = names.of(id);
        Said.Detail detail = details.now(asked);
        Ref ref = canonical(asked, detail);
        requireSame(id, asked, ref);
        held.requireNoMalware(ref, detail);
        requireArchive(ref, detail);
        List<SkillVersion> wanted = choice.of(ref, detail, range, channel);
        ProvisioningException first = null;
        for (SkillVersion version : wanted.subList(0, Math.min(MOST_TRIED, wanted.size()))) {
            try {
                return List.of(release(ref, detail, version));
            } catch (ProvisioningException e) {
                // Called back while it is still listed: the next one is as good. Anything else speaks against them all.
                if (!e.problem().code().equals("version_revoked")) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return List.of();
    }

    /**
     * How the hub stands to a version, without bringing it.
     *
     * @throws ProvisioningException {@code skill_malware}, or why nothing is known of the skill
     */
    Stance stance(Ref asked, String version) throws ProvisioningException {
        Said.Detail detail = details.now(asked);
        Ref ref = canonical(asked, detail);
        // Before anything that could end this: what is held against it counts by its old name, too.
        held.requireNoMalware(ref, detail);
        String what = ref + " " + version;
        try {
            SkillId id = Cards.id(asked).orElseThrow(() -> new ProvisioningException(hub.skillUnknown(asked)));
            // Whoever does not say whose it is means the one that the hub means.
            requireSame(asked.owner() == null ? Cards.id(ref).orElse(id) : id, asked, ref);
            requireArchive(ref, detail);
            Said.Version page = hub.version(ref, version);
            held.requireNoMalware(what, page);
            return new Stance(null, held.suspicious(what, detail, page).orElse(null));
        } catch (ProvisioningException e) {
            boolean known = e.problem().status() < 500 && !e.problem().code().equals("skill_malware");
            if (!known) {
                throw e;
            }
            return new Stance(e.problem(), held.suspicious(what, detail).orElse(null));
        }
    }

    /** A skill without a version that is offered to all may lie elsewhere; the hub says where, or why there is none. */
    private void requireArchive(Ref ref, Said.Detail detail) throws ProvisioningException {
        if (Choice.offered(detail).isEmpty()) {
            hub.requireArchive(ref);
        }
    }

    /** What the hub itself calls it; one that names no owner means the one that was asked for. */
    static Ref canonical(Ref asked, Said.Detail detail) {
        return new Ref(
                detail.handle() == null ? asked.owner() : detail.handle(),
                detail.skill().slug());
    }

    /** An id is never answered with another's release: whoever plans by an old name is told the new one. */
    private void requireSame(SkillId id, Ref asked, Ref ref) throws ProvisioningException {
        SkillId now = Cards.id(ref).orElseThrow(() -> new ProvisioningException(hub.skillUnknown(asked)));
        if (!now.equals(id)) {
            throw new ProvisioningException(new Problem(
                    409,
                    "skill_renamed",
                    "On ClawHub at " + hub.address() + " " + asked + " is called " + ref + " now.",
                    "Install " + now + "; what is installed as " + id + " stays as it is.",
                    List.of(now.value())));
        }
    }

    private Release release(Ref ref, Said.Detail detail, SkillVersion version) throws ProvisioningException {
        Said.Version page = hub.version(ref, version.toString());
        String scan = Held.scan(page);
        String what = ref + " " + version;
        held.requireNoMalware(what, page);
        Origin origin = origin(ref, detail, page);
        Wrapped wrapped =
                brought.get(new Brought.Key(origin, page.files()), target -> bring(ref, what, page, origin, target));
        Optional<Problem> hubs = held.suspicious(what, detail, page);
        List<String> remarks = new ArrayList<>();
        if (hubs.isPresent() && wrapped.doubt() != null) {
            // A release carries one doubt; what the files themselves show is said first of all else.
            remarks.add(wrapped.doubt().detail());
        }
        remarks.addAll(wrapped.remarks());
        if (scan.equals("pending") || scan.equals("error")) {
            remarks.add("ClawHub has not finished its scan of this version.");
        }
        return LegacyRelease.of(source, wrapped, hubs.orElse(wrapped.doubt()), remarks);
    }

    private Origin origin(Ref ref, Said.Detail detail, Said.Version page) {
        List<Origin.Setting> settings = detail.metadata() == null
                ? List.of()
                : detail.metadata().setup().stream()
                        .filter(setup -> setup.key() != null)
                        .map(setup -> new Origin.Setting(setup.key(), setup.required()))
                        .toList();
        return new Origin(
                source,
                hub.address().url(),
                ref.owner(),
                ref.slug(),
                page.version(),
                Times.of(page.createdAt()),
                detail.skill().displayName(),
                detail.skill().summary(),
                page.changelog(),
                settings);
    }

    private Wrapped bring(Ref ref, String what, Said.Version page, Origin origin, Path target)
            throws ProvisioningException {
        Path zip = target.resolveSibling(target.getFileName() + ".zip");
        long size = page.files().stream().mapToLong(Said.File::size).sum();
        try {
            hub.download(ref, page.version(), Math.min(size, LARGEST_ZIP), LARGEST_ZIP, zip);
            return Turn.take(() -> {
                LegacyFolder folder = LegacyFolder.ofZip(zip);
                Integrity.check(what, folder, page.files());
                return wraps.wrap(folder, origin, target);
            });
        } finally {
            try {
                Files.deleteIfExists(zip);
            } catch (IOException e) {
                throw Scratch.failed(e, "a download");
            }
        }
    }
}
