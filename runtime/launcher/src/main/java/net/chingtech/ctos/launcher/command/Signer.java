package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.time.Clock;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.launcher.publish.SkillFile;
import net.chingtech.ctos.sign.ReleaseSigner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which JAR, and who signs it. */
final class Signer {

    @Parameters(paramLabel = "JAR", arity = "0..1", description = "The skill's JAR, as the build made it.")
    Path jar;

    @Mixin
    private OpenKey opener;

    @ArgGroup(exclusive = false)
    private Files files;

    /** A key and its certificate; without them a publisher of this home that has the skill's namespace. */
    static final class Files {
        @Option(
                names = "--key",
                required = true,
                paramLabel = "FILE",
                description = "The publisher's key (default: the one of this home that has the skill's namespace).")
        private Path key;

        @Option(names = "--cert", required = true, paramLabel = "FILE", description = "The certificate for it.")
        private Path certificate;
    }

    ReleaseSigner of(Home home) throws Exception {
        return of(home, files == null ? SkillFile.manifest(jar).id() : null);
    }

    /** @param id of the skill that is signed; not needed where a key is named */
    ReleaseSigner of(Home home, SkillId id) throws Exception {
        KeyRing keys = new KeyRing(home, Clock.systemUTC());
        return files == null ? keys.signerOf(id, opener) : keys.signer(opener.open(files.key), files.certificate);
    }
}
