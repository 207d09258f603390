package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.PublisherClaim;
import net.chingtech.ctos.sign.Authority;
import net.chingtech.ctos.sign.AuthorityFolder;
import net.chingtech.ctos.sign.Certificates;
import net.chingtech.ctos.sign.NoticeSigner;
import net.chingtech.ctos.sign.PublicKeyFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "issue",
        description =
                "Issue a certificate for a publisher's public key; with --replaces also the word that it lost one.")
final class AuthorityIssueCommand extends HomeCommand {

    @Mixin
    private AuthorityChoice authority;

    @ArgGroup(multiplicity = "1")
    private Key key;

    /** One of the two. */
    static final class Key {
        @Option(names = "--key", paramLabel = "PUBLICKEY", description = "The publisher's public key in base64.")
        private String line;

        @Option(names = "--key-file", paramLabel = "FILE", description = "The public.pem that the publisher handed in.")
        private Path file;
    }

    @Option(names = "--publisher", required = true, paramLabel = "NAME", description = "The publisher's name.")
    private String publisher;

    @Option(
            names = "--namespace",
            required = true,
            paramLabel = "NS",
            description = "Ids in it belong to the publisher, such as org.example (may be repeated).")
    private List<String> namespaces;

    @Option(
            names = "--tier",
            required = true,
            paramLabel = "TIER",
            description = "How far the authority vouches: official, verified or community.")
    private String tier;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the certificate goes.")
    private Path out;

    @Option(names = "--days", paramLabel = "N", description = "How long it holds (default: 730).")
    private Integer days;

    @Option(
            names = "--replaces",
            paramLabel = "KEY_ID",
            description = "The publisher's lost key. Writes a notice beside the certificate, FILE.notice.json.")
    private String replaces;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "With --replaces: why, for everybody who has the publisher's skills.")
    private String reason;

    @Override
    void run() throws Exception {
        if ((replaces == null) != (reason == null)) {
            throw new ParameterException(spec().commandLine(), "--replaces and --reason go together.");
        }
        if (days != null && days < 1) {
            throw new ParameterException(spec().commandLine(), "--days takes 1 or more.");
        }
        String lost = replaces == null ? null : AuthorityChoice.keyId(spec(), "--replaces", replaces);
        PublisherClaim claim =
                new PublisherClaim(publisher, NamedHub.tier(spec(), "--tier", tier), namespaces).checked();
        PublicKey publicKey = key.file == null ? PublicKeyFile.parse(key.line) : PublicKeyFile.read(key.file);
        Path notice = out.resolveSibling(out.getFileName() + ".notice.json");
        Fields.mustBeNew(out);
        if (lost != null) {
            Fields.mustBeNew(notice);
        }

        AuthorityFolder issuer = authority.open(home());
        Instant now = Instant.now();
        X509Certificate certificate = issuer.issue(
                publicKey, claim, now, days == null ? Authority.PUBLISHER_VALIDITY : Duration.ofDays(days));
        Fields made = new Fields()
                .with("certificate", out)
                .with("publisher", publisher)
                .with("tier", claim.tier().wire())
                .with("namespaces", namespaces)
                .with("key_id", PublicKeyFile.keyId(publicKey))
                .with("expires", certificate.getNotAfter().toInstant());
        List<String> steps = new ArrayList<>(
                List.of("Compare the key id with what the publisher says it is, then hand the certificate back."));
        if (lost != null) {
            Envelope envelope = NoticeSigner.replacement(issuer.authority(), publisher, lost, publicKey, reason, now);
            Fields.writeNew(notice, envelope.write());
            made.with("notice", notice);
            steps.add("Publish the notice on every hub of this publisher: ./ctos publish --notice " + notice);
        }
        Fields.writeNew(out, Certificates.pem(List.of(certificate)));
        made.print(this, steps);
    }
}
