package net.chingtech.ctos.launcher.hubs;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;

/**
 * A hub as a line of {@code trust/hubs.json}.
 *
 * @param name lasting: what was installed from it remembers it; also the name of its folder in {@code trust/hubs/}
 * @param url its base address
 * @param root what it is known by: a root file, relative to the folder {@code trust} unless absolute, or {@code sha256:} and
 *     the SHA-256 of its first root
 * @param maxTier no skill of it counts for more than this
 * @param onlyWhenNamed whether it is used only by {@code ./ctos run --hub}
 * @param kind {@link #CLAWHUB}, or null for a SkillHub; a ClawHub signs nothing, so it has no root
 */
public record KnownHub(String name, String url, String root, Tier maxTier, boolean onlyWhenNamed, String kind) {

    /** The kind of hub that has legacy skills. */
    public static final String CLAWHUB = "clawhub";

    /** The hub that a container starts itself. */
    public static final String LOCAL = "local";

    /** What a hub may vouch for when nothing else is said; a container's own may do more. */
    public static final Tier DEFAULT_TIER = Tier.VERIFIED;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

    /** A SkillHub. */
    public KnownHub(String name, String url, String root, Tier maxTier, boolean onlyWhenNamed) {
        this(name, url, root, maxTier, onlyWhenNamed, null);
    }

    public static KnownHub clawHub(String name, String url) {
        return new KnownHub(name, url, null, Tier.LEGACY, false, CLAWHUB);
    }

    /** Whether it is a ClawHub. */
    public boolean signsNothing() {
        return CLAWHUB.equals(kind);
    }

    /** @throws CommandFailed {@code hub_name_invalid} */
    public static String checkedName(String name) throws CommandFailed {
        if (!NAME.matcher(name).matches() || name.equals(LOCAL)) {
            throw new CommandFailed(
                    "hub_name_invalid",
                    name + " cannot be the name of a hub",
                    "Use lower-case letters, digits, dots and hyphens, at most 64, and not \"" + LOCAL
                            + "\", which is the container's own");
        }
        return name;
    }

    /** A name made of an address, for a hub that was given none. */
    public static String nameOf(URI url) {
        String name = url.getHost().replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        return (name + (url.getPort() < 0 ? "" : "-" + url.getPort())).toLowerCase(Locale.ROOT);
    }
}
