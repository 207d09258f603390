package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.launcher.rest.ContainerClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "channel", description = "Which releases are offered to a skill; or choose it.")
final class ChannelCommand extends HomeCommand {

    private static final Map<String, String> MEANS = Map.of(
            "stable", "no pre-releases",
            "beta", "stable releases and betas",
            "nightly", "all releases");

    @Parameters(index = "0", paramLabel = "ID", description = "The skill.")
    private String id;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CHANNEL",
            description = "stable (no pre-releases), beta, or nightly (all).")
    private Channel channel;

    @Override
    void run() throws Exception {
        String path = "skills/" + ContainerClient.quoted(id);
        JsonNode skill = channel == null
                ? client().get(path)
                : client().put(
                                path + "/channel",
                                Map.of("channel", channel.name().toLowerCase(Locale.ROOT)));
        if (json()) {
            printJson(skill);
        } else {
            String now = text(skill, "channel");
            say(id + " is offered " + now + ": " + MEANS.getOrDefault(now, now));
        }
    }
}
