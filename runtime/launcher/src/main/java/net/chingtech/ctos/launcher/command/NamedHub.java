package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.hubs.HubAddress;
import net.chingtech.ctos.launcher.hubs.HubList;
import net.chingtech.ctos.launcher.hubs.HubRoot;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The hub that a container uses instead of one of its own, and by what root it is known. */
final class NamedHub {

    @Option(names = "--hub", paramLabel = "URL", description = "Use this SkillHub and start none.")
    private URI url;

    @Option(
            names = "--hub-root",
            paramLabel = "ROOT",
            description = {
                "Its root: a file, or sha256:HEX, from whoever runs the hub and not from the hub.",
                "Needed the first time only."
            })
    private String root;

    @Option(
            names = "--hub-max-tier",
            paramLabel = "TIER",
            description = "No skill of it counts for more: official, verified or community (default: verified).")
    private String maxTier;

    void check(CommandSpec spec) {
        if (url == null && (root != null || maxTier != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--hub-root and --hub-max-tier are about the hub of --hub URL.");
        }
        if (url != null) {
            checkAddress(spec, "--hub", url);
            tier(spec, "--hub-max-tier", maxTier);
        }
    }

    static void checkAddress(CommandSpec spec, String what, URI url) {
        if (!HubAddress.isLawful(url)) {
            throw new ParameterException(
                    spec.commandLine(), what + " takes an https address, or an http address of this machine: " + url);
        }
    }

    /** Null when none was named. */
    static Tier tier(CommandSpec spec, String option, String name) {
        if (name == null) {
            return null;
        }
        try {
            Tier tier = Tier.parse(name);
            if (tier != Tier.LEGACY) {
                return tier;
            }
        } catch (FormatException e) {
            // Said below.
        }
        throw new ParameterException(spec.commandLine(), option + " takes official, verified or community: " + name);
    }

    /**
     * The hub as it is known from now on; null when none was named.
     *
     * @throws CommandFailed {@code hub_root_unknown}, {@code hub_root_changed}
     */
    KnownHub known(Home home) throws CommandFailed, IOException, FormatException {
        if (url == null) {
            return null;
        }
        HubList hubs = new HubList(home);
        String address = HubAddress.text(url);
        KnownHub before = hubs.byUrl(address).orElse(null);
        if (before != null && before.signsNothing()) {
            throw new CommandFailed(
                    "hub_kind_lasting",
                    address + " is known as a ClawHub, which cannot be a container's own hub",
                    "It is used beside the container's hub anyway; leave --hub out");
        }
        if (root == null && before == null) {
            throw unknown(address);
        }
        if (root == null && maxTier == null) {
            return before;
        }
        String name = before == null ? KnownHub.checkedName(KnownHub.nameOf(url)) : before.name();
        Tier tier = maxTier != null ? Tier.parse(maxTier) : before == null ? KnownHub.DEFAULT_TIER : before.maxTier();
        KnownHub now = new KnownHub(
                name,
                address,
                root == null ? before.root() : HubRoot.keep(home, name, root, before),
                tier,
                before == null || before.onlyWhenNamed());
        hubs.put(now);
        return now;
    }

    /** The hubs that are used at every start, beside the one that was named or is the container's own. */
    List<KnownHub> others(Home home) throws IOException, FormatException {
        String named = url == null ? "" : HubAddress.text(url);
        return new HubList(home)
                .all().stream()
                        .filter(hub -> !hub.onlyWhenNamed() && !hub.url().equals(named))
                        .toList();
    }

    private static CommandFailed unknown(String address) {
        String shown;
        try {
            shown = "Right now the hub shows  " + HubRoot.shown(address);
        } catch (CommandFailed e) {
            shown = "The hub shows none right now: " + e.problem().detail() + ".";
        }
        return new CommandFailed(new Problem(
                409,
                "hub_root_unknown",
                "nothing is known here of the root of " + address + ", so that nobody could tell it from another",
                "Get its fingerprint from whoever runs the hub (./ctos hub keys show prints it there), by another way than"
                        + " the hub itself; if it is the same, give it with --hub-root sha256:HEX",
                List.of(shown)));
    }
}
