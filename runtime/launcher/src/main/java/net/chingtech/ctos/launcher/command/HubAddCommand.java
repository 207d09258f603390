package net.chingtech.ctos.launcher.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.List;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.HomeCheck;
import net.chingtech.ctos.launcher.hubs.HubAddress;
import net.chingtech.ctos.launcher.hubs.HubList;
import net.chingtech.ctos.launcher.hubs.HubRoot;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        customSynopsis = {
            "ctos hub add [NAME] URL --root ROOT [--max-tier TIER] [--name NAME]",
            "ctos hub add [NAME] URL --clawhub"
        },
        description = "Use another hub too, beside the container's own, from the next start on.")
final class HubAddCommand extends HomeCommand {

    @Parameters(
            arity = "1..2",
            paramLabel = "[NAME] URL",
            description = "Its name, as with --name, and its address: https, or http of this machine.")
    private List<String> place;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What skills remember that they came from (default: made of the address).")
    private String name;

    @Option(
            names = "--root",
            paramLabel = "ROOT",
            description = "Its root: a file, or sha256:HEX, from whoever runs the hub and not from the hub.")
    private String root;

    @Option(
            names = "--max-tier",
            paramLabel = "TIER",
            description = "No skill of it counts for more: official, verified or community (default: verified).")
    private String maxTier;

    @Option(
            names = "--clawhub",
            description = "It is a ClawHub: its skills are legacy ones, and nothing there is signed.")
    private boolean clawHub;

    @Override
    void run() throws Exception {
        URI url = address();
        if (place.size() == 2 && name == null) {
            name = place.get(0);
        }
        NamedHub.checkAddress(spec(), "hub add", url);
        if (clawHub == (root != null) || clawHub && maxTier != null) {
            throw new ParameterException(
                    spec().commandLine(),
                    "A SkillHub is added with --root; a ClawHub with --clawhub, and has neither root nor tier.");
        }
        Tier tier = NamedHub.tier(spec(), "--max-tier", maxTier);
        HomeCheck.check(home());
        if (!Files.exists(home().file())) {
            throw new CommandFailed("no_home", home() + " is no home yet", "Start the container once with ./ctos run");
        }
        HubList hubs = new HubList(home());
        String address = HubAddress.text(url);
        KnownHub before = hubs.byUrl(address).orElse(null);
        if (before != null && name != null && !before.name().equals(name)) {
            throw new CommandFailed(
                    "hub_name_lasting",
                    address + " has the name " + before.name() + ", which skills that came from it remember",
                    "Leave --name out, or ./ctos hub remove " + before.name() + " first");
        }
        String lasting =
                before != null ? before.name() : KnownHub.checkedName(name == null ? KnownHub.nameOf(url) : name);
        hubs.checkFree(lasting, address);
        if (before != null && before.signsNothing() != clawHub) {
            throw new CommandFailed(
                    "hub_kind_lasting",
                    address + " is known as a " + (clawHub ? "SkillHub" : "ClawHub"),
                    "./ctos hub remove " + before.name() + " first, if that is wrong");
        }
        if (clawHub) {
            add(hubs, KnownHub.clawHub(lasting, address));
            return;
        }
        Tier highest = tier != null ? tier : before != null ? before.maxTier() : KnownHub.DEFAULT_TIER;
        KnownHub hub = new KnownHub(lasting, address, HubRoot.keep(home(), lasting, root, before), highest, false);
        hubs.put(hub);
        if (json()) {
            printJson(hub);
        } else {
            say(hub.name() + " at " + hub.url() + " is used from the next start on, up to "
                    + hub.maxTier().wire());
        }
    }

    private void add(HubList hubs, KnownHub hub) throws Exception {
        if (hub.name().equals("imported")) {
            throw new CommandFailed(
                    "hub_name_invalid",
                    "\"imported\" cannot be the name of a ClawHub: it stands for what ./ctos import brings",
                    "Choose another");
        }
        hubs.put(hub);
        if (json()) {
            printJson(hub);
            return;
        }
        say("the ClawHub " + hub.name() + " at " + hub.url() + " is used from the next start on");
        say("nothing there is signed: nobody proves who made a skill, or that it is what its author published");
        say("so each install and each update of its skills takes a yes of its own (--unverified)");
    }

    private URI address() {
        String text = place.get(place.size() - 1);
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new ParameterException(spec().commandLine(), text + " is no address.");
        }
    }
}
