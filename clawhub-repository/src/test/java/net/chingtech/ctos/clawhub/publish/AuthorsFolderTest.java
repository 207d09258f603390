package net.chingtech.ctos.clawhub.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.chingtech.ctos.clawhub.folder.LegacyFolder;
import net.chingtech.ctos.clawhub.wrap.Origin;
import net.chingtech.ctos.clawhub.wrap.Wrapper;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.SkillFromFolder;
import net.chingtech.ctos.provisioning.SkillFromFolder.Made;
import net.chingtech.ctos.provisioning.SkillFromFolder.Wish;
import net.chingtech.ctos.sign.SignedRelease;
import net.chingtech.ctos.sign.TestPublisher;
import net.chingtech.ctos.verify.TrustAnchors;
import net.chingtech.ctos.verify.VerificationFailed;
import net.chingtech.ctos.verify.VerifiedStatement;
import net.chingtech.ctos.verify.Verifier;
import net.chingtech.ctos.verify.Verifiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A folder of an author, and the signed skill that it becomes. */
class AuthorsFolderTest {

    private static final String TEXT = """
            ---
            name: totals
            description: Adds up amounts.
            version: 1.2.0
            license: MIT
            metadata: {"openclaw": {"requires": {"env": ["TOTALS_KEY"]}}}
            ---
            # Totals
            """;

    @TempDir
    Path temp;

    private Path folder;
    private Path jar;
    private final TestPublisher ada = TestPublisher.of("Ada Example", Tier.COMMUNITY, "com.example");

    @BeforeEach
    void fill() throws Exception {
        folder = Files.createDirectories(temp.toRealPath().resolve("totals"));
        jar = temp.resolve("skill.jar");
        write("SKILL.md", TEXT);
        write("scripts/add.sh", "#!/usr/bin/env bash\necho 3\n");
        write("文件/說明.md", "甲\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Wish wish(String id) {
        return new Wish(new SkillId(id), null, null, "Ada Example", null, List.of("Finance"), null);
    }

    /** As a bundle's user finds it. */
    private Made make(Wish wish) throws ProvisioningException {
        return ServiceLoader.load(SkillFromFolder.class)
                .findFirst()
                .orElseThrow()
                .make(folder, wish, jar);
    }

    private VerifiedStatement verified(SignedRelease release) throws VerificationFailed {
        Verifier verifier = verifier();
        VerifiedStatement statement = verifier.statement(release.envelope());
        verifier.artifact(release.jar(), statement);
        return statement;
    }

    private Verifier verifier() throws VerificationFailed {
        Path trust = temp.resolve("trust");
        ada.trustedIn(trust, "community");
        return Verifiers.create(TrustAnchors.load(trust), TestPublisher.CLOCK);
    }

    @Test
    void folder_becomesASkillThatItsAuthorSigns_andTheContainerTakes() throws Exception {
        Made made = make(wish("com.example.totals"));

        SkillManifest manifest = made.manifest();
        assertThat(manifest.id()).hasToString("com.example.totals");
        assertThat(manifest.version()).hasToString("1.2.0");
        assertThat(manifest.license()).isEqualTo("MIT");
        assertThat(manifest.author().name()).isEqualTo("Ada Example");
        assertThat(manifest.summary()).isEqualTo("Adds up amounts.");
        assertThat(manifest.categories()).containsExactly("Finance");
        assertThat(manifest.permissions())
                .extracting(SkillPermission::name)
                .containsExactly("env:TOTALS_KEY", "filesystem:temp", "process:exec:bash");
        VerifiedStatement statement = verified(ada.sign(jar, temp.resolve("signed.jar")));
        assertThat(statement.signed()).isTrue();
        assertThat(statement.publisher().tier()).isEqualTo(Tier.COMMUNITY);
    }

    @Test
    void whatTheCommandSays_countsMoreThanTheFolder() throws Exception {
        Wish wish = new Wish(
                new SkillId("com.example.totals"),
                SkillVersion.parse("2.0.0-beta.1"),
                "Totals!",
                "Ada Example",
                "Apache-2.0",
                List.of(),
                "Sums, too");

        SkillManifest manifest = make(wish).manifest();

        assertThat(manifest.version()).hasToString("2.0.0-beta.1");
        assertThat(manifest.name()).isEqualTo("Totals!");
        assertThat(manifest.license()).isEqualTo("Apache-2.0");
        assertThat(manifest.releaseNotes()).isEqualTo("Sums, too");
    }

    @Test
    void tools_areCalledAsThoseOfItsLegacyForm() throws Exception {
        write("SKILL.md", TEXT.replace("name: totals", "name: other"));
        write("_meta.json", "{\"ownerId\":\"u\",\"slug\":\"acme-totals\",\"version\":\"1.2.0\",\"publishedAt\":1}");
        make(wish("com.example.totals"));
        Path legacy = temp.resolve("legacy.jar");
        new Wrapper()
                .wrap(LegacyFolder.ofDirectory(folder), Origin.of("clawhub:x", "acme", "acme-totals", "1.2.0"), legacy);

        assertThat(tools(jar))
                .containsExactly("acme_totals_add", "acme_totals_guide")
                .isEqualTo(tools(legacy));
        assertThat(component(jar)).doesNotContain("legacy skill");
    }

    private static String component(Path jar) throws IOException {
        return text(jar, "OSGI-INF/legacy.xml");
    }

    private static TreeSet<String> tools(Path jar) throws IOException {
        TreeSet<String> tools = new TreeSet<>();
        Pattern.compile("\"tool.name\" type=\"String\" value=\"([^\"]+)\"")
                .matcher(component(jar))
                .results()
                .forEach(found -> tools.add(found.group(1)));
        return tools;
    }

    private static String text(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(name);
            return new String(file.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void whatIgnoreFilesName_andWhatARegistryWrites_isNotPublished() throws Exception {
        write(".gitignore", "drafts/\n*.key\n");
        write("drafts/idea.md", "no\n");
        write("my.key", "secret\n");
        write(".env", "secret\n");
        write("_meta.json", "{}");

        make(wish("com.example.totals"));

        assertThat(text(jar, "skill-files.list").lines().map(line -> line.split("\t")[0]))
                .containsExactly("SKILL.md", "scripts/add.sh", "文件/說明.md");
    }

    @Test
    void sameFolder_givesTheSameBytes() throws Exception {
        make(wish("com.example.totals"));
        byte[] first = Files.readAllBytes(jar);
        Files.delete(jar);
        make(wish("com.example.totals"));

        assertThat(Files.readAllBytes(jar)).isEqualTo(first);
    }

    @Test
    void textThatHides_isSeenByTheVerifier_asInAnySkill() throws Exception {
        write("docs/notes.md", "soft\u00adhyphen\n");
        make(wish("com.example.totals"));
        SignedRelease release = ada.sign(jar, temp.resolve("signed.jar"));
        VerifiedStatement statement = verifier().statement(release.envelope());

        assertThatThrownBy(() -> verifier().artifact(release.jar(), statement))
                .asInstanceOf(type(VerificationFailed.class))
                .extracting(failed -> failed.problem().code())
                .isEqualTo("text_hidden");
    }

    /** Does something to the folder. */
    private interface Trap {
        void set(AuthorsFolderTest test) throws IOException;
    }

    private static Arguments trap(String code, Trap trap) {
        return Arguments.of(code, trap);
    }

    static Stream<Arguments> traps() {
        return Stream.of(
                trap("legacy_no_skill_md", test -> Files.delete(test.folder.resolve("SKILL.md"))),
                trap("legacy_no_skill_md", test -> test.write(".clawhubignore", "SKILL.md\n")),
                trap("legacy_skill_md_ambiguous", test -> {
                    Files.move(test.folder.resolve("SKILL.md"), test.folder.resolve("skill.md"));
                    test.write("skills.md", "x\n");
                }),
                trap("legacy_too_large", test -> Files.write(test.folder.resolve("big.bin"), new byte[(10 << 20) + 1])),
                trap("legacy_too_many_files", test -> {
                    for (int i = 0; i <= LegacyFolder.MOST_FILES; i++) {
                        test.write("f" + i + ".txt", "x");
                    }
                }),
                trap("legacy_path_unsafe", test -> test.write("a\\b.txt", "x")),
                trap("legacy_path_hidden", test -> test.write("a\u202eb.txt", "x")),
                trap("legacy_version_invalid", test -> test.write("SKILL.md", TEXT.replace("1.2.0", "1.2"))),
                trap("version_missing", test -> test.write("SKILL.md", TEXT.replace("version: 1.2.0\n", ""))),
                trap("license_missing", test -> test.write("SKILL.md", TEXT.replace("license: MIT\n", ""))),
                trap("legacy_text_hidden", test -> test.write("SKILL.md", TEXT + "a\u202eb\n")),
                trap("legacy_text_hidden", test -> test.write("文件/x.md", "soft\u00adhyphen\n")),
                trap("legacy_code", test -> test.write("lib/x.JAR", "PK")),
                trap("legacy_code", test -> test.write("a b/X.class", "x")),
                trap("legacy_ignore_unclear", test -> test.write(".gitignore", "x\n".repeat(1_001))),
                trap(
                        "legacy_ignore_unclear",
                        test -> Files.write(test.folder.resolve(".gitignore"), new byte[] {'a', -1})));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void trap_isRefusedWithANextStep_andNothingIsLeft(String code, Trap trap) throws Exception {
        trap.set(this);

        Problem problem = refused("com.example.totals");

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.nextStep())
                .as("what the author can do, not whoever installs it")
                .isNotBlank()
                .doesNotContain("ask its author", "Do not install");
        assertThat(jar).doesNotExist();
    }

    @Test
    void idsOfLegacySkills_areNotGivenToOthers() {
        assertThat(refused("clawhub.acme.totals").code()).isEqualTo("id_reserved");
        assertThat(jar).doesNotExist();
    }

    private Problem refused(String id) {
        ProvisioningException[] thrown = new ProvisioningException[1];
        assertThatThrownBy(() -> make(wish(id)))
                .isInstanceOfSatisfying(ProvisioningException.class, e -> thrown[0] = e);
        return thrown[0].problem();
    }
}
