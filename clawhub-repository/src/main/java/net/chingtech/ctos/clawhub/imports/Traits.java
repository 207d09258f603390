package net.chingtech.ctos.clawhub.imports;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.folder.Frontmatter;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyMeta;
import net.chingtech.ctos.clawhub.folder.LegacyOrigin;
import net.chingtech.ctos.clawhub.folder.SkillText;
import net.chingtech.ctos.clawhub.source.ClawHubAdapter;
import net.chingtech.ctos.provisioning.ProvisioningException;

/**
 * What a folder says of itself: its own notes first, then the lock file, then SKILL.md, then its name.
 *
 * @param fingerprint of its files when it was installed, or null
 */
record Traits(
        String registry,
        String owner,
        String slug,
        String version,
        String name,
        Instant publishedAt,
        String fingerprint,
        List<String> remarks) {

    static Traits of(Path place, LegacyFolder folder, LockFile.Line line) {
        Optional<LegacyOrigin> origin = LegacyOrigin.of(folder);
        Optional<LegacyMeta> meta = LegacyMeta.of(folder);
        Frontmatter front = SkillText.of(folder).front();
        List<String> remarks = new ArrayList<>();
        if (line.pinned() != null) {
            remarks.add("The clawhub command held it at its version"
                    + (line.pinned().isEmpty() ? "." : ": " + line.pinned() + ".")
                    + " Here it can be pinned once it is installed.");
        }
        if (meta.filter(one -> one.shape() == LegacyMeta.Shape.CTOS).isPresent()) {
            remarks.add("Ching Tech OS installed it, and rewrote the head of its SKILL.md.");
        }
        return new Traits(
                origin.map(LegacyOrigin::registry).orElse(null),
                first(origin.map(LegacyOrigin::owner), Optional.ofNullable(line.owner()), meta.map(LegacyMeta::owner)),
                first(
                        origin.map(LegacyOrigin::slug),
                        Optional.ofNullable(line.slug()),
                        meta.map(LegacyMeta::slug),
                        Optional.of(place.getFileName().toString())),
                first(
                        origin.map(LegacyOrigin::version),
                        Optional.ofNullable(line.version()),
                        meta.map(LegacyMeta::version),
                        Optional.ofNullable(front.version())),
                first(meta.map(LegacyMeta::displayName), Optional.ofNullable(front.name())),
                meta.map(LegacyMeta::publishedAt)
                        .or(() -> origin.map(LegacyOrigin::installedAt))
                        .orElse(null),
                origin.map(LegacyOrigin::fingerprint).orElse(null),
                remarks);
    }

    /** Older commands did not write down whose it is; its registry may know. */
    Traits withOwnerOf(ClawHubAdapter hub) {
        if (owner != null) {
            return this;
        }
        List<String> said = new ArrayList<>(remarks);
        String found = null;
        try {
            found = hub.ownerOf(slug).orElse(null);
        } catch (ProvisioningException e) {
            said.add("Whose it is cannot be said: " + e.problem().detail());
        }
        return new Traits(registry, found, slug, version, name, publishedAt, fingerprint, said);
    }

    @SafeVarargs
    private static String first(Optional<String>... texts) {
        return Stream.of(texts)
                .map(text -> text.orElse(null))
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }
}
