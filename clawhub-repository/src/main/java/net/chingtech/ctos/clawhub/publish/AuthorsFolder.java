package net.chingtech.ctos.clawhub.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.chingtech.ctos.clawhub.fingerprint.Published;
import net.chingtech.ctos.clawhub.folder.Frontmatter;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.folder.LegacyMeta;
import net.chingtech.ctos.clawhub.folder.LegacyOrigin;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.clawhub.folder.SkillText;
import net.chingtech.ctos.clawhub.wrap.LegacyId;
import net.chingtech.ctos.clawhub.wrap.Naming;
import net.chingtech.ctos.clawhub.wrap.Turn;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillFromFolder;

/** Makes a skill of an author's folder. What his command says counts, then {@code SKILL.md}, then what ClawHub wrote down. */
public final class AuthorsFolder implements SkillFromFolder {

    @Override
    public Made make(Path folder, Wish wish, Path target) throws ProvisioningException {
        try {
            if (wish.id().isLegacy()) {
                throw LegacyProblem.unfit(
                        "id_reserved",
                        wish.id() + " is an id of skills that nobody signs.",
                        "Choose one that begins with a name space of yours, such as com.example.notes.");
            }
            return Turn.take(() -> made(LegacyFolder.ofDirectory(folder), wish, target));
        } catch (ProvisioningException e) {
            throw new ProvisioningException(AuthorSteps.of(e.problem()), e);
        }
    }

    private static Made made(LegacyFolder folder, Wish wish, Path target) throws ProvisioningException {
        LegacyFolder published = Published.of(folder);
        SkillText text = SkillText.of(published);
        return new Wrapper().make(published, text, naming(folder, text.front(), wish), target);
    }

    private static Naming naming(LegacyFolder folder, Frontmatter front, Wish wish) throws ProvisioningException {
        Optional<LegacyOrigin> origin = LegacyOrigin.of(folder);
        Optional<LegacyMeta> meta = LegacyMeta.of(folder);
        return new Naming(
                wish.id(),
                version(front, origin, meta, wish),
                // As its legacy form, so that who calls its tools goes on calling them.
                first(origin.map(LegacyOrigin::slug), meta.map(LegacyMeta::slug), Optional.ofNullable(front.name()))
                        .orElseGet(() ->
                                wish.id().value().substring(wish.id().value().lastIndexOf('.') + 1)),
                false,
                first(Optional.ofNullable(wish.name()), meta.map(LegacyMeta::displayName))
                        .orElse(null),
                null,
                wish.author(),
                license(front, wish),
                wish.categories(),
                wish.notes(),
                List.of());
    }

    private static SkillVersion version(
            Frontmatter front, Optional<LegacyOrigin> origin, Optional<LegacyMeta> meta, Wish wish)
            throws ProvisioningException {
        if (wish.version() != null) {
            return wish.version();
        }
        Optional<String> said = first(
                Optional.ofNullable(front.version()), origin.map(LegacyOrigin::version), meta.map(LegacyMeta::version));
        if (said.isEmpty()) {
            throw LegacyProblem.unfit(
                    "version_missing", "The folder does not say which version it is.", "Say it with --version 1.0.0.");
        }
        return LegacyId.version(said.get());
    }

    /** What nobody said is not made up: it is a promise to everybody. */
    private static String license(Frontmatter front, Wish wish) throws ProvisioningException {
        return first(Optional.ofNullable(wish.license()), Optional.ofNullable(front.license()))
                .orElseThrow(
                        () -> LegacyProblem.unfit(
                                "license_missing",
                                "The head of SKILL.md does not say under which licence the skill is.",
                                "Say it there (license: MIT) or with --license, in the words of SPDX; ClawHub's own is MIT-0."));
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... texts) {
        return Stream.of(texts)
                .map(text -> text.orElse(null))
                .filter(Objects::nonNull)
                .filter(text -> !text.isBlank())
                .findFirst();
    }
}
