package net.chingtech.ctos.launcher.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.Secrets;
import net.chingtech.ctos.sign.SigningFailed;

/** Puts the distribution's example skills on a hub of our own, through the door that every publisher uses. */
public final class ExampleSkills {

    private final Home home;
    private final String hubUrl;

    public ExampleSkills(Home home, String hubUrl) {
        this.home = home;
        this.hubUrl = hubUrl;
    }

    /** Publishes those that the hub does not have yet. */
    public void publish(List<Path> jars) throws CommandFailed, IOException {
        HubDoor hub = new HubDoor(hubUrl, Secrets.read(home.secret(Secrets.PUBLISH_TOKEN)));
        KeyRing keys = new KeyRing(home, Clock.systemUTC());
        for (Path jar : jars) {
            SkillManifest manifest = SkillFile.manifest(jar);
            if (!hub.has(manifest.id(), manifest.version())) {
                Path signed = Files.createTempFile("ctos-example", ".jar");
                try {
                    // Our own publishers are older than any that was made here since.
                    hub.publish(keys.firstSignerOf(manifest.id()).sign(jar, signed));
                } catch (SigningFailed e) {
                    throw new CommandFailed(e.problem());
                } finally {
                    Files.deleteIfExists(signed);
                }
            }
        }
    }
}
