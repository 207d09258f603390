package net.chingtech.ctos.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.home.Secrets;
import net.chingtech.ctos.launcher.publish.HubDoor;
import net.chingtech.ctos.sign.SignedRelease;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "publish", description = "Sign a skill's JAR and publish it on a SkillHub.")
final class PublishCommand extends HomeCommand {

    @Mixin
    private Signer signer;

    @Option(names = "--hub", paramLabel = "URL", description = "The hub (default: the one of the running container).")
    private String hub;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Holds the publish token (default: this home's).")
    private Path token;

    @Override
    void run() throws Exception {
        String url = hub == null ? hubOfHome() : hub;
        Path tokenFile = token == null ? home().secret(Secrets.PUBLISH_TOKEN) : token;
        HubDoor door = new HubDoor(url, Secrets.read(tokenFile));
        Path signed = Files.createTempFile("ctos-publish", ".jar");
        try {
            SignedRelease release = signer.of(home()).sign(signer.jar, signed);
            JsonNode answer = Json.readTree(door.publish(release));
            if (json()) {
                printJson(answer);
            } else {
                say("published " + release.statement().id() + " "
                        + release.statement().version() + " of "
                        + release.statement().publisher() + " on " + url);
            }
        } finally {
            Files.deleteIfExists(signed);
        }
    }

    private String hubOfHome() throws CommandFailed {
        return RunningContainer.of(home()).hubUrl();
    }
}
