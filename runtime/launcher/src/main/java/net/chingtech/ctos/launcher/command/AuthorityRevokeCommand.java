package net.chingtech.ctos.launcher.command;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import net.chingtech.ctos.sign.NoticeSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "revoke",
        description =
                "Sign that a publisher's key must not be believed any more. Containers stop what it signed since.")
final class AuthorityRevokeCommand extends HomeCommand {

    @Mixin
    private AuthorityChoice authority;

    @Option(names = "--key-id", required = true, paramLabel = "ID", description = "The fingerprint of the key.")
    private String keyId;

    @Option(names = "--publisher", required = true, paramLabel = "NAME", description = "Whose key it is.")
    private String publisher;

    @Option(
            names = "--since",
            required = true,
            paramLabel = "TIME",
            description = "What it signed from then on is not believed: now, or such as 2026-03-01T10:00:00Z.")
    private String since;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Shown to everybody whom it stops.")
    private String reason;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the notice goes.")
    private Path out;

    @Override
    void run() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String hex = AuthorityChoice.keyId(spec(), "--key-id", keyId);
        Instant from = since.equals("now") ? now : time(since);
        Fields.mustBeNew(out);
        byte[] notice = NoticeSigner.revocation(authority.open(home()).authority(), publisher, hex, from, reason, now)
                .write();
        Fields.writeNew(out, notice);
        new Fields()
                .with("notice", out)
                .with("publisher", publisher)
                .with("key_id", hex)
                .with("since", from)
                .print(this, List.of("Publish it on every hub of this publisher: ./ctos publish --notice " + out));
    }

    private Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec().commandLine(), "--since takes now, or a time such as 2026-03-01T10:00:00Z: " + text);
        }
    }
}
