package net.chingtech.ctos.verify.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Json;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.mapping.SkillMapRules;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestLegacy;
import net.chingtech.ctos.sign.TestSkill;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;

/** A good legacy skill, which nobody signed, and a good map. */
final class UnsignedSeeds {

    private final SignedRelease release;
    private final VerifiedStatement statement;
    private final byte[] jar;

    UnsignedSeeds(Path folder, Verifier verifier) throws IOException, VerificationFailed {
        release = TestLegacy.release(
                TestSkill.of("clawhub.acme.tool", "1.1.0")
                        .json("permissions", List.of("process:exec:bash", "env:TOOL_KEY"))
                        .json("optional_permissions", List.of("network:outbound"))
                        .file("skill/SKILL.md", "---\nname: tool\n---\n# Tool\n")
                        .file("skill/scripts/run.sh", "echo run\n"),
                folder.resolve("legacy.jar"),
                "clawhub:main",
                "@acme/tool");
        jar = Files.readAllBytes(release.jar());
        statement = verifier.unvouched(release.envelope());
        // Else nothing that is fed could be accepted.
        verifier.artifact(release.jar(), statement);
    }

    byte[] jar() {
        return jar;
    }

    Envelope envelope() {
        return release.envelope();
    }

    /** As if its source had said these bytes. */
    VerifiedStatement statementAbout(byte[] bytes) {
        return new VerifiedStatement(Seeds.about(release.statement(), bytes), statement.publisher(), false);
    }

    /** @throws VerificationFailed when it is refused, as it may be */
    static void assertSignedOrLegacy(Envelope envelope, Seeds seeds) throws VerificationFailed {
        VerifiedStatement accepted = seeds.verifier().unvouched(envelope);
        if (accepted.signed()) {
            assertThat(accepted.statement().write()).isEqualTo(seeds.envelope().payload());
            return;
        }
        assertThat(accepted.publisher().tier()).isEqualTo(Tier.LEGACY);
        assertThat(accepted.statement().id().isLegacy()).isTrue();
        assertThat(envelope.signatures()).isEmpty();
        assertThatThrownBy(() -> seeds.verifier().statement(envelope)).isInstanceOf(VerificationFailed.class);
    }

    static void assertSound(SkillMap map) throws FormatException {
        assertThat(map.mappings()).allSatisfy(one -> {
            assertThat(one.from().isLegacy()).isTrue();
            assertThat(one.to().isLegacy()).isFalse();
        });
        assertThat(SkillMapRules.read(Json.write(map))).isEqualTo(map);
    }

    static boolean isOfASignature(String entry) {
        return entry.toUpperCase(Locale.ROOT).matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
    }

    static byte[] map() {
        return ("{\"version\":3,\"updated_at\":\"2026-03-01T12:00:00Z\",\"mappings\":[{\"from\":\"clawhub.acme.tool\","
                        + "\"from_versions\":\"^1.0.0\",\"to\":\"net.chingtech.tool\",\"to_versions\":\">=2.0.0\","
                        + "\"configuration\":[{\"env\":\"TOOL_KEY\",\"to_env\":\"KEY\"},{\"env\":\"TOOL_URL\","
                        + "\"to_setting\":\"net.chingtech.tool#url\"}],\"data\":[{\"from\":\"notes\",\"to\":\".\"}]},"
                        + "{\"from\":\"clawhub.acme.other\",\"to\":\"net.chingtech.other\"}]}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
