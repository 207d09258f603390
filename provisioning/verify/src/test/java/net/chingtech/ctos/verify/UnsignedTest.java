package net.chingtech.ctos.verify;

import static net.chingtech.ctos.verify.Scene.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.sign.SignedRelease;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Releases of a ClawHub, which nobody signs; what must be refused of them is in {@link UnsignedCases}. */
class UnsignedTest {

    @TempDir
    Path folder;

    private Scene scene;
    private SignedRelease release;

    @BeforeEach
    void make() {
        scene = new Scene(folder);
        release = scene.legacy(Scene.legacySkill().file("skill/scripts/run.sh", "#!/bin/sh\necho hello\n"));
    }

    @Test
    void legacySkill_isAPlaceAndNothingElse() throws Exception {
        VerifiedStatement statement = scene.verifier().unvouched(release.envelope());

        assertThat(statement.signed()).isFalse();
        assertThat(statement.publisher())
                .isEqualTo(new Publisher(
                        "@acme on ClawHub",
                        Tier.LEGACY,
                        List.of(),
                        release.statement().keyId(),
                        null));
    }

    @Test
    void artifactWithoutSignature_isCheckedLikeAnyOther() throws Exception {
        assertThat(scene.verifyUnsigned(release).manifest()).isEqualTo(release.manifest());
    }

    @Test
    void statementThatNamesItsFolder_holds_whateverElseIsInTheJar() throws Exception {
        SignedRelease first = scene.legacy(FolderCases.skill());
        assertThat(scene.verifyUnsigned(first).manifest()).isEqualTo(first.manifest());
        SignedRelease other =
                scene.legacy(FolderCases.skill().json("name", "Other name").file("SKILL.md", "# Written out\n"));
        assertThat(scene.verifyUnsigned(other)).isNotNull();
        assertThat(other.statement().content())
                .isNotNull()
                .isEqualTo(first.statement().content());
    }

    @Test
    void classesThatRunScripts_areNoneOfTheContainers() throws Exception {
        byte[] type = ContentCases.classFile(61, 0);

        assertThat(scene.verifyUnsigned(
                        scene.legacy(Scene.legacySkill().file("net/chingtech/clawhub/script/ScriptTool.class", type))))
                .isNotNull();
        assertRefused(
                "class_reserved",
                () -> scene.verifyUnsigned(scene.legacy(
                        Scene.legacySkill().file("net/chingtech/ctos/clawhub/script/ScriptTool.class", type))));
    }

    @Test
    void unsignedIsNeverTakenForSigned() {
        assertRefused("publisher_unknown", () -> scene.verifier().statement(release.envelope()));
        assertThat(scene.release(Scene.skill()).envelope().isSigned()).isTrue();
    }
}
