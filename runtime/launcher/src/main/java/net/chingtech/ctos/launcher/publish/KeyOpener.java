package net.chingtech.ctos.launcher.publish;

import java.io.IOException;
import java.nio.file.Path;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;

/** Opens a key file, and asks somebody for the passphrase when it has one. */
@FunctionalInterface
public interface KeyOpener {

    /** For keys without a passphrase. */
    KeyOpener UNATTENDED = SigningKey::read;

    SigningKey open(Path key) throws SigningFailed, CommandFailed, IOException;
}
