package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a command encrypts new keys with. */
final class NewPassphrase {

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            description = "Encrypt new keys with what it holds (default: it is asked for twice, unseen).")
    private Path file;

    @Option(
            names = "--no-passphrase",
            description = "Leave new keys unencrypted: whoever can read the file has the key.")
    private boolean none;

    /** Null for none. */
    char[] choose(CommandSpec spec, String what) throws CommandFailed, IOException {
        if (none && file != null) {
            throw new ParameterException(
                    spec.commandLine(), "--passphrase-file and --no-passphrase exclude each other.");
        }
        return none ? null : Passphrase.chosen(Passphrase.terminal(), file, what);
    }
}
