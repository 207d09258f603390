package net.chingtech.ctos.clawhub.wrap;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.chingtech.ctos.clawhub.folder.Frontmatter;
import net.chingtech.ctos.clawhub.folder.Visible;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.SkillManifest;

/** What {@code manifest.json} says of a folder: what its head says, and its registry or author, cut to what a manifest may hold. */
final class LegacyManifest {

    /** What ClawHub gives everything out under. */
    static final String TERMS = "MIT-0";

    private static final Pattern TAG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s/].*");
    /** A process of its own, on a machine that may be busy. */
    private static final SkillManifest.HealthLimits PATIENT = new SkillManifest.HealthLimits(20_000);

    private LegacyManifest() {}

    static SkillManifest of(Naming naming, Frontmatter front, Wishes wishes) {
        String name = first(60, naming.name(), front.name(), naming.called());
        return new SkillManifest(
                naming.id(),
                naming.version(),
                name,
                first(
                        200,
                        naming.summary(),
                        front.description(),
                        name + (naming.legacy() ? ", a skill of ClawHub." : ", a skill.")),
                new SkillManifest.Author(first(100, front.author(), naming.author()), null),
                first(100, naming.license(), front.license(), TERMS),
                homepage(front.homepage()),
                naming.categories(),
                tags(front),
                wishes.needed(),
                wishes.optional(),
                new TreeMap<>(),
                List.of(),
                naming.version().isPreRelease() ? Channel.BETA : Channel.STABLE,
                false,
                naming.notes() == null ? "" : Visible.lines(naming.notes(), 4_000),
                false,
                List.of(),
                PATIENT,
                null,
                null,
                List.of());
    }

    /** The first text that says something one can see. */
    private static String first(int longest, String... texts) {
        for (String text : texts) {
            String line = text == null ? "" : Visible.line(text, longest);
            if (!line.isBlank()) {
                return line;
            }
        }
        return "unnamed";
    }

    private static String homepage(String address) {
        boolean usable = address != null
                && address.length() < 300
                && ADDRESS.matcher(address).matches();
        return usable ? address : null;
    }

    private static List<String> tags(Frontmatter front) {
        return front.tags().stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT).replaceAll("[ _]+", "-"))
                .filter(tag -> TAG.matcher(tag).matches())
                .distinct()
                .toList();
    }
}
