package net.chingtech.ctos.clawhub.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import net.chingtech.ctos.clawhub.folder.LegacyProblem;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.Envelope;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WrapperTest {

    @TempDir
    Path temp;

    private final Wrapper wrapper = new Wrapper();

    @Test
    void typicalSkill_saysWhoItIs() throws Exception {
        SkillManifest manifest = wrap(Samples.typical()).manifest();
        assertThat(manifest.id()).hasToString("clawhub.acme.invoice-tools");
        assertThat(manifest.version()).hasToString("1.1.0");
        assertThat(manifest.name()).isEqualTo("Invoice Tools");
        assertThat(manifest.author().name()).isEqualTo("@acme on ClawHub");
        assertThat(manifest.license()).isEqualTo("MIT");
        assertThat(manifest.tags()).containsExactly("finance", "invoices");
        assertThat(manifest.releaseNotes()).isEqualTo("Fix totals");
    }

    @Test
    void typicalSkill_asksForWhatItSaysItNeeds() throws Exception {
        SkillManifest manifest = wrap(Samples.typical()).manifest();
        assertThat(manifest.permissions())
                .extracting(SkillPermission::name)
                .containsExactly(
                        "env:INVOICE_API_KEY",
                        "filesystem:temp",
                        "process:exec:bash",
                        "process:exec:python3",
                        "process:exec:sed");
        assertThat(manifest.optionalPermissions())
                .extracting(SkillPermission::name)
                .containsExactly("network:outbound", "process:exec:jq");
    }

    @Test
    void statement_isUnsignedAndPinnedToItsPlace() throws Exception {
        Wrapped wrapped = wrap(Samples.typical());
        ReleaseStatement statement = wrapped.statement();
        assertThat(statement.publisher()).isEqualTo("@acme on ClawHub");
        assertThat(statement.keyId()).isEqualTo(Digests.sha256Hex("clawhub:test\n@acme/invoice-tools".getBytes()));
        assertThat(statement.artifact().sha256()).isEqualTo(Digests.sha256Hex(Files.readAllBytes(wrapped.jar())));
        Envelope envelope = Envelope.read(wrapped.envelope().write());
        assertThat(envelope.isSigned()).isFalse();
        assertThat(ReleaseStatement.read(envelope.payload())).isEqualTo(statement);
    }

    @Test
    void placeThatCannotBeWritten_isNotCalledAFullDisk() {
        assertThatThrownBy(() -> wrapper.wrap(
                        Samples.typical().folder(), Samples.origin(), temp.resolve("no-such-folder/skill.jar")))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("staging_failed"));
    }

    /** The device /dev/full refuses every byte as a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDisk_isCalledThat() {
        Throwable full = catchThrowable(() -> Files.write(Path.of("/dev/full"), new byte[] {1}));

        assertThat(LegacyProblem.notWritten((IOException) full, "it").problem().code())
                .isEqualTo("disk_full");
    }

    @Test
    void sameFolder_givesTheSameBytes() throws Exception {
        byte[] first = Files.readAllBytes(wrap(Samples.typical()).jar());
        byte[] second = Files.readAllBytes(wrap(Samples.typical()).jar());
        assertThat(first).isEqualTo(second);
        byte[] other = Files.readAllBytes(
                wrap(Samples.typical().with("references/notes.md", "# Other\n")).jar());
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void content_isWhatTheFolderIs_whateverTheRegistryCallsIt() throws Exception {
        Wrapped first = wrap(Samples.typical());
        Origin renamed = new Origin(
                "clawhub:test",
                null,
                "acme",
                "invoice-tools",
                "1.1.0",
                null,
                "Other name",
                "Other",
                "Other",
                List.of());
        Wrapped other = wrapper.wrap(Samples.typical().folder(), renamed, temp.resolve("renamed.jar"));
        assertThat(other.statement().artifact()).isNotEqualTo(first.statement().artifact());
        assertThat(other.statement().content()).isEqualTo(first.statement().content());
        assertThat(wrap(Samples.typical().with("references/notes.md", "# Notes\n "))
                        .statement()
                        .content())
                .isNotEqualTo(first.statement().content());
        assertThat(wrap(Samples.typical().with("more.txt", "")).statement().content())
                .isNotEqualTo(first.statement().content());
    }

    @Test
    void files_areDataUnderTheirNames() throws Exception {
        try (JarFile jar = new JarFile(wrap(Samples.typical()).jar().toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).toList())
                    .contains(
                            "manifest.json", "SKILL.md", "skill/SKILL.md", "skill/scripts/total.sh", "skill-files.list")
                    .contains("OSGI-INF/permissions.perm", "OSGI-INF/legacy.xml")
                    .noneMatch(name -> name.endsWith("/"));
            assertThat(jar.getManifest().getMainAttributes().getValue("Import-Package"))
                    .isEqualTo("net.chingtech.ctos.skill;version=\"[1.0,2)\"");
        }
    }

    @Test
    void eachScript_isATool() throws Exception {
        String components = components(Samples.typical());
        assertThat(components)
                .contains("\"invoice_tools_guide\"", "\"invoice_tools_total\"", "\"invoice_tools_split\"")
                .contains("name=\"script.program\" type=\"String\" value=\"bash\"")
                .doesNotContain("_amounts");
        assertThat(wrap(Samples.typical().with("more.txt", "x")).tools())
                .as("said before it runs")
                .containsExactly("invoice_tools_guide", "invoice_tools_split", "invoice_tools_total");
    }

    @Test
    void skillWithoutScripts_runsNothing() throws Exception {
        Wrapped wrapped = wrap(Samples.typical().without("scripts/total.sh").without("scripts/split.py"));
        assertThat(wrapped.manifest().permissions())
                .extracting(SkillPermission::name)
                .containsExactly("env:INVOICE_API_KEY");
        assertThat(wrapped.manifest().optionalPermissions()).isEmpty();
        assertThat(wrapped.remarks()).anyMatch(remark -> remark.contains("no scripts"));
    }

    @Test
    void whatCannotBeHeeded_isSaid() throws Exception {
        assertThat(wrap(Samples.typical()).remarks())
                .contains("It says how to install jq (brew): nothing is installed here.")
                .anyMatch(remark -> remark.contains("licence is MIT"));
    }

    @Test
    void programThatIsNotDeclared_isOptionalAndSaid() throws Exception {
        Wrapped wrapped = wrap(Samples.typical().with("scripts/get.sh", "curl -s \"$1\" | head -1\n"));
        assertThat(wrapped.manifest().optionalPermissions())
                .extracting(SkillPermission::name)
                .contains("process:exec:curl");
        assertThat(wrapped.remarks()).anyMatch(remark -> remark.endsWith("that it needs them: curl."));
    }

    @Test
    void textThatTurns_isADoubt() throws Exception {
        assertThat(wrap(Samples.typical()).doubt()).isNull();
        Wrapped wrapped = wrap(Samples.typical().with("references/notes.md", "safe \u202egnihtemos\n"));
        assertThat(wrapped.doubt().code()).isEqualTo("legacy_text_hidden");
        assertThat(wrapped.doubt().detail()).contains("references/notes.md");
    }

    @Test
    void macrosInTexts_areTexts() throws Exception {
        Samples sample = Samples.typical()
                .with("SKILL.md", "---\nname: x\ndescription: ${env;HOME} ${system;id}\n---\n${system;id}\n");
        Origin origin = Samples.origin();
        Wrapped wrapped =
                wrapper.wrap(sample.folder(), Origin.of(origin.source(), "acme", "x", "1.0.0"), temp.resolve("m.jar"));
        try (JarFile jar = new JarFile(wrapped.jar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue("Bundle-Description"))
                    .isEqualTo("${env;HOME} ${system;id}");
        }
    }

    @Test
    void versionThatIsNotSemVer_leavesNothing() {
        Path target = temp.resolve("x.jar");
        assertThatThrownBy(() ->
                        wrapper.wrap(Samples.typical().folder(), Origin.of("clawhub:test", "acme", "x", "1"), target))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("legacy_version_invalid");
        assertThat(target).doesNotExist();
    }

    @Test
    void classesInTheJar_areAllThatThereAre() throws Exception {
        Path classes = Path.of("target/classes/net/chingtech/clawhub/script");
        List<String> there;
        try (var files = Files.list(classes)) {
            there = files.map(file -> file.getFileName().toString().replace(".class", ""))
                    .filter(name -> !name.equals("package-info"))
                    .sorted()
                    .toList();
        }
        assertThat(ScriptClasses.NAMES).containsExactlyElementsOf(there);
    }

    private String components(Samples sample) throws Exception {
        try (JarFile jar = new JarFile(wrap(sample).jar().toFile())) {
            return new String(
                    jar.getInputStream(jar.getEntry("OSGI-INF/legacy.xml")).readAllBytes());
        }
    }

    private Wrapped wrap(Samples sample) throws Exception {
        return wrapper.wrap(
                sample.folder(),
                Samples.origin(),
                Files.createTempDirectory(temp, "w").resolve("skill.jar"));
    }
}
