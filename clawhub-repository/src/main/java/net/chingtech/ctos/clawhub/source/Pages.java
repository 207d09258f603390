package net.chingtech.ctos.clawhub.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.chingtech.ctos.clawhub.client.ClawHub;
import net.chingtech.ctos.clawhub.client.Moderated;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.format.catalogue.SkillPage;
import net.chingtech.ctos.format.catalogue.SkillPage.VersionLine;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** All about one skill, for showing. */
final class Pages {

    private final ClawHub hub;
    private final Names names;
    private final Details details;
    private final Choice choice;

    Pages(ClawHub hub, Names names, Details details) {
        this.hub = hub;
        this.names = names;
        this.details = details;
        this.choice = new Choice(hub);
    }

    SkillPage of(SkillId id) throws ProvisioningException {
        Ref asked = names.of(id);
        Said.Detail detail = details.recent(asked);
        Ref ref = Offers.canonical(asked, detail);
        names.seen(ref);
        if (Choice.offered(detail).isEmpty()) {
            // Whoever asks for this one by its name hears why it cannot be had, and not that there is none.
            hub.requireArchive(ref);
        }
        SkillCard card = Cards.of(detail).orElseThrow(() -> new ProvisioningException(hub.skillUnknown(id)));
        Said.Latest latest = detail.latestVersion();
        return new SkillPage(
                card,
                "@" + Cards.text(ref.owner(), 120) + " on ClawHub",
                description(asked, ref, detail, card),
                List.of(),
                null,
                latest == null ? "" : Cards.text(latest.license(), 60),
                null,
                versions(ref),
                new TreeMap<>(),
                permissions(detail, true),
                permissions(detail, false));
    }

    private List<VersionLine> versions(Ref ref) throws ProvisioningException {
        return choice.all(ref).stream()
                .flatMap(line -> Cards.version(line.version())
                        .map(version -> new VersionLine(
                                version,
                                version.isPreRelease() ? Channel.BETA : Channel.STABLE,
                                Times.orEpoch(line.createdAt()),
                                false,
                                false))
                        .stream())
                .sorted(Comparator.comparing(VersionLine::version).reversed())
                .toList();
    }

    /** What the hub holds against it first, then its own words. */
    private String description(Ref asked, Ref ref, Said.Detail detail, SkillCard card) throws ProvisioningException {
        List<String> parts = new ArrayList<>();
        Said.Moderation moderation = detail.moderation();
        if (moderation != null && moderation.isMalwareBlocked()) {
            parts.add(
                    "> " + Moderated.malware(ref.toString(), hub.address(), "").detail());
        } else if (moderation != null && moderation.isSuspicious()) {
            parts.add("> "
                    + Moderated.suspicious(ref.toString(), hub.address(), moderation)
                            .detail());
        }
        if (!ref.equals(asked) && asked.owner() != null) {
            parts.add("> " + asked + " is called " + ref + " now.");
        }
        long stars = detail.skill().stats().stars();
        if (stars > 0) {
            parts.add("★ " + stars + " on ClawHub");
        }
        Optional<String> text = hub.text(ref, card.latestVersion().toString(), "SKILL.md");
        parts.add(text.map(Pages::withoutHead)
                .orElseGet(() -> detail.skill().description() == null
                        ? card.summary()
                        : detail.skill().description()));
        return String.join("\n\n", parts);
    }

    /** The head between two lines of three hyphens is for programs. */
    private static String withoutHead(String markdown) {
        return markdown.replaceFirst("\\A\\uFEFF?---\\r?\\n(?s:.*?)\\r?\\n---[ \\t]*(\\r?\\n|\\z)", "")
                .strip();
    }

    /** What the hub itself says; the scripts say the rest, and the plan shows all of it. */
    private static List<SkillPermission> permissions(Said.Detail detail, boolean required) {
        List<SkillPermission> permissions = new ArrayList<>();
        if (detail.metadata() != null) {
            for (Said.Setup setup : detail.metadata().setup()) {
                try {
                    if (setup.required() == required) {
                        permissions.add(SkillPermission.parse("env:" + setup.key()));
                    }
                } catch (FormatException e) {
                    // No name that a variable can have; wrapping says so.
                    continue;
                }
            }
        }
        return permissions;
    }
}
