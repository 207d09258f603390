package net.chingtech.ctos.launcher.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.launcher.publish.KeyOpener;
import net.chingtech.ctos.sign.SigningFailed;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.HubFolder;
import net.chingtech.ctos.sign.hub.RootCeremony;

/** Folders of root keys: makes them, and signs with all that lie in them. */
final class RootSigners {

    private RootSigners() {}

    /**
     * Makes root keys in a new folder that only its owner may enter.
     *
     * @param passphrase of all of them; null leaves them in the clear
     */
    static List<SigningKey> make(Path folder, int count, char[] passphrase)
            throws SigningFailed, CommandFailed, IOException {
        if (!HubFolder.rootKeys(folder).isEmpty()) {
            throw new CommandFailed(
                    "root_keys_exist", folder + " holds root keys already", "Choose a new folder; none is overwritten");
        }
        SafeFiles.ownFolder(folder);
        List<SigningKey> keys = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            SigningKey key = SigningKey.generate();
            key.write(folder.resolve("root-" + number + ".pem"), passphrase);
            keys.add(key);
        }
        return keys;
    }

    /** @throws CommandFailed {@code root_keys_missing} */
    static List<SigningKey> open(Path folder, KeyOpener opener) throws SigningFailed, CommandFailed, IOException {
        List<SigningKey> keys = new ArrayList<>();
        for (Path file : HubFolder.rootKeys(folder)) {
            keys.add(opener.open(file));
        }
        if (keys.isEmpty()) {
            throw new CommandFailed(
                    "root_keys_missing",
                    folder + " holds no root keys" + (Files.isDirectory(folder) ? "" : ": there is no such folder"),
                    "Name the folder with --root-keys DIR");
        }
        return keys;
    }

    static SignedMetadata sign(SignedMetadata draft, List<SigningKey> keys) {
        SignedMetadata signed = draft;
        for (SigningKey key : keys) {
            signed = RootCeremony.sign(signed, key);
        }
        return signed;
    }

    static List<PublicKey> publicOf(List<SigningKey> keys) {
        return keys.stream().map(SigningKey::publicKey).toList();
    }
}
