package net.chingtech.ctos.clawhub.source;

import java.util.List;
import java.util.Optional;
import net.chingtech.ctos.clawhub.client.Ref;
import net.chingtech.ctos.clawhub.client.Said;
import net.chingtech.ctos.clawhub.wrap.LegacyId;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.PlainText;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.catalogue.SkillCard;
import net.chingtech.ctos.provisioning.ProvisioningException;

/** Makes cards of what ClawHub lists. One that has no name, no owner or no version of SemVer cannot be installed, nor shown. */
final class Cards {

    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_SUMMARY = 400;

    private Cards() {}

    static Optional<SkillCard> of(Said.Row row) {
        return card(
                new Ref(row.handle(), row.slug()),
                row.displayName(),
                row.summary(),
                List.of(),
                row.version(),
                row.downloads() == null ? 0 : row.downloads(),
                row.updatedAt());
    }

    static Optional<SkillCard> of(Said.Detail detail) {
        Said.Skill skill = detail.skill();
        return card(
                new Ref(detail.handle(), skill.slug()),
                skill.displayName(),
                skill.summary(),
                skill.topics(),
                Choice.offered(detail).map(Said.Latest::version).orElse(null),
                skill.stats().downloads(),
                skill.updatedAt());
    }

    private static Optional<SkillCard> card(
            Ref ref, String name, String summary, List<String> topics, String version, long downloads, Long updatedAt) {
        Optional<SkillId> id = id(ref);
        Optional<SkillVersion> latest = version(version);
        if (ref.owner() == null || id.isEmpty() || latest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SkillCard(
                id.get(),
                text(name == null || name.isBlank() ? ref.slug() : name, LONGEST_NAME),
                text(summary, LONGEST_SUMMARY),
                text("@" + ref.owner(), LONGEST_NAME),
                Tier.LEGACY,
                topics.stream().map(topic -> text(topic, LONGEST_NAME)).toList(),
                List.of(),
                latest.get(),
                null,
                // Stars on ClawHub only count who likes a skill; they are no average of anything.
                SkillCard.Rating.NONE,
                Math.max(0, downloads),
                Times.orEpoch(updatedAt)));
    }

    static Optional<SkillId> id(Ref ref) {
        try {
            return Optional.of(LegacyId.of(ref.owner(), ref.slug()));
        } catch (ProvisioningException e) {
            return Optional.empty();
        }
    }

    static Optional<SkillVersion> version(String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(SkillVersion.parse(text));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    static String text(String text, int longest) {
        return text == null ? "" : PlainText.line(text, longest);
    }
}
