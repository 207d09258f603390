package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.time.Clock;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.launcher.publish.SkillFile;
import net.chingtech.ctos.sign.ReleaseSigner;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which JAR, and who signs it. */
final class Signer {

    @Parameters(paramLabel = "JAR", description = "The skill's JAR, as the build made it.")
    Path jar;

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

        @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Holds the key's passphrase.")
        private Path passphrase;
    }

    ReleaseSigner of(Home home) throws Exception {
        KeyRing keys = new KeyRing(home, Clock.systemUTC());
        return files == null
                ? keys.signerOf(SkillFile.manifest(jar).id())
                : keys.signer(files.key, files.certificate, Passphrase.read(files.passphrase));
    }
}
