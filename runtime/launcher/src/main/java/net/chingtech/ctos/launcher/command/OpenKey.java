package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.publish.KeyOpener;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import picocli.CommandLine.Option;

/** How a command opens keys that have a passphrase. */
final class OpenKey implements KeyOpener {

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Holds the key's passphrase (default: it is asked for, unseen, when the key has one).")
    private Path file;

    @Override
    public SigningKey open(Path key) throws SigningFailed, CommandFailed, IOException {
        return Passphrase.open(Passphrase.terminal(), file, key);
    }
}
