package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import net.chingtech.ctos.launcher.publish.KeyRing;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.PublicKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "rotate",
        description = "Go on with another key as a publisher: the present key signs that the other one follows.",
        customSynopsis = {
            "ctos rotate --key FILE --cert FILE --to PUBLICKEY --out FILE [--reason TEXT] [...]",
            "       ctos rotate --publisher NAME --out FILE [--reason TEXT] [...]"
        },
        footer = {
            "",
            "Make the other key first (ctos keygen --out), have the authority issue a certificate for it, and keep the",
            "old key until the notice is published. A publisher of this home gets both at once."
        })
final class RotateCommand extends HomeCommand {

    @Option(names = "--key", paramLabel = "FILE", description = "The present key.")
    private Path key;

    @Option(names = "--cert", paramLabel = "FILE", description = "The certificate of the present key.")
    private Path certificate;

    @Option(names = "--to", paramLabel = "PUBLICKEY", description = "The public.pem of the key that follows.")
    private Path next;

    @Option(names = "--publisher", paramLabel = "NAME", description = "A publisher of this home.")
    private String publisher;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the notice goes.")
    private Path out;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "Regular change of keys.",
            description = "Shown to everybody who has the publisher's skills (default: ${DEFAULT-VALUE}).")
    private String reason;

    @Option(
            names = "--new-passphrase-file",
            paramLabel = "FILE",
            description = "With --publisher: encrypt the new key with what it holds (default: it is asked for).")
    private Path newPassphrase;

    @Option(names = "--no-passphrase", description = "With --publisher: leave the new key unencrypted.")
    private boolean none;

    @Mixin
    private OpenKey opener;

    @Override
    void run() throws Exception {
        boolean ofHome = publisher != null && key == null && certificate == null && next == null;
        boolean files = publisher == null
                && key != null
                && certificate != null
                && next != null
                && newPassphrase == null
                && !none;
        if (!ofHome && !files || none && newPassphrase != null) {
            throw new ParameterException(
                    spec().commandLine(), "Say --key, --cert and --to; or --publisher NAME of this home.");
        }
        Fields.mustBeNew(out);
        Fields made = new Fields();
        if (ofHome) {
            char[] chosen = none
                    ? null
                    : Passphrase.chosen(Passphrase.terminal(), newPassphrase, "the new key of " + publisher);
            Path folder = new KeyRing(home(), Clock.systemUTC())
                    .rotate(publisher, opener, chosen, notice -> Fields.writeNew(out, notice.write()), reason);
            made.with("key", folder.resolve(KeyRing.KEY))
                    .with("certificate", folder.resolve(KeyRing.CERTIFICATE))
                    .with("new_key_id", PublicKeyFile.keyId(PublicKeyFile.read(folder.resolve(KeyRing.PUBLIC))));
        } else {
            PublicKey follows = PublicKeyFile.read(next);
            Fields.writeNew(
                    out,
                    NoticeSigner.rotation(
                                    opener.open(key), Certificates.read(certificate), follows, reason, Instant.now())
                            .write());
            made.with("new_key_id", PublicKeyFile.keyId(follows));
        }
        made.with("notice", out)
                .print(
                        this,
                        List.of(
                                "Publish it before the first release with the new key:",
                                "  ./ctos publish --notice " + out));
    }
}
