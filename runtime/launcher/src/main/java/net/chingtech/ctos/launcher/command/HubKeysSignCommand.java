package net.chingtech.ctos.launcher.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.tuf.MetadataKey;
import net.chingtech.ctos.format.tuf.Root;
import net.chingtech.ctos.format.tuf.SignedMetadata;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.SafeFiles;
import net.chingtech.ctos.sign.SigningKey;
import net.chingtech.ctos.sign.hub.RootCeremony;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sign",
        description = "Add a key holder's signature to a draft; hand it to the next one, and at last back to the hub.")
final class HubKeysSignCommand extends HomeCommand {

    @Option(names = "--draft", required = true, paramLabel = "FILE", description = "The draft; signed in place.")
    private Path draft;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The key holder's root key.")
    private Path key;

    @Option(names = "--yes", description = "Agree to the draft without being asked.")
    private boolean yes;

    @Mixin
    private OpenKey opener;

    @Override
    void run() throws Exception {
        SignedMetadata document = SignedMetadata.read(Files.readAllBytes(draft));
        Root root = RootCeremony.read(document);
        if (!yes) {
            ask(root);
        }
        SigningKey signer = opener.open(key);
        SignedMetadata signed = RootCeremony.sign(document, signer);
        SafeFiles.write(draft.toAbsolutePath(), signed.write());
        new Fields()
                .with("draft", draft)
                .with("version", root.version())
                .with("signed_with", MetadataKey.ed25519(signer.publicKey()).id())
                .with("signatures", signed.signatures().size())
                .print(this, List.of("Hand it on, or on the hub: ./ctos hub keys finish --draft " + draft));
    }

    private void ask(Root root) throws CommandFailed {
        var question = json() ? null : Terminal.question(out());
        if (question == null) {
            throw new CommandFailed(
                    "consent_missing",
                    "nobody is there to agree to root " + root.version(),
                    "Look at it, then add --yes");
        }
        RootText.print(this, root, null);
        if (!question.yes("Sign it?")) {
            throw new CommandFailed("declined", "nothing was signed", "Ask whoever prepared it");
        }
    }
}
