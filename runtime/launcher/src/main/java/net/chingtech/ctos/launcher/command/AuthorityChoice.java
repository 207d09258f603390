package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.sign.AuthorityFolder;
import net.chingtech.ctos.sign.SigningFailed;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which authority signs. */
final class AuthorityChoice {

    @Option(
            names = "--authority",
            required = true,
            paramLabel = "DIR",
            description = {
                "The folder that ctos keygen --authority made;",
                "or official or community, the authorities that this home made for its own hub."
            })
    private String authority;

    @Mixin
    private OpenKey opener;

    AuthorityFolder open(Home home) throws SigningFailed, CommandFailed, IOException {
        if (authority.equals(KeyRing.OFFICIAL) || authority.equals(KeyRing.COMMUNITY)) {
            KeyRing keys = new KeyRing(home, Clock.systemUTC());
            if (!keys.hasAuthority(authority)) {
                throw new CommandFailed(
                        "no_authority",
                        home + " has no " + authority + " authority",
                        "Start the container once with ./ctos run, or name the authority's folder");
            }
            return keys.openAuthority(authority);
        }
        Path folder = Path.of(authority);
        Tier tier = AuthorityFolder.tier(folder);
        return AuthorityFolder.open(folder, opener.open(folder.resolve(AuthorityFolder.KEY)), tier);
    }

    /** A key as it is named everywhere: 64 hex digits, with {@code sha256:} before them or not. */
    static String keyId(CommandSpec spec, String option, String text) {
        String hex = text.startsWith("sha256:") ? text.substring("sha256:".length()) : text;
        if (!Digests.isSha256Hex(hex)) {
            throw new ParameterException(
                    spec.commandLine(), option + " takes the 64 hex digits of a key's fingerprint: " + text);
        }
        return hex;
    }
}
