package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import net.chingtech.ctos.launcher.container.Distribution;
import net.chingtech.ctos.launcher.container.FirstStart;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.SafeFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder is published with what a bundle of the distribution brings; here that bundle refuses, and says what it was asked. */
class PublishFolderTest {

    private static final String SERVICE = "META-INF/services/net.chingtech.ctos.provisioning.SkillFromFolder";
    private static final String REFUSING = """
            package test.folders;
            import net.chingtech.ctos.format.Problem;
            import net.chingtech.ctos.provisioning.*;
            public final class Refusing implements SkillFromFolder {
                public Made make(java.nio.file.Path folder, Wish wish, java.nio.file.Path target) throws ProvisioningException {
                    throw new ProvisioningException(new Problem(422, "legacy_test",
                            wish.id() + " " + wish.version() + " of " + wish.author() + " under " + wish.license()
                            + " in " + wish.categories() + ", from " + folder + " to <" + target + ">", "Do another test"));
                }
            }
            """;

    @TempDir
    private Path temp;

    private String before;
    private FakeHub hub;
    private Typed ctos;
    private Path folder;

    @BeforeEach
    void prepare() throws Exception {
        before = System.getProperty(Distribution.PROPERTY);
        Path dist = Files.createDirectories(temp.resolve("dist/bundles")).getParent();
        Files.writeString(dist.resolve("bundles.list"), "4 other\n5 folders\n");
        Files.write(dist.resolve("bundles/other.jar"), zip(Map.of("x.txt", new byte[0])));
        System.setProperty(Distribution.PROPERTY, dist.toString());
        hub = new FakeHub(null);
        ctos = new Typed(temp.resolve("home"));
        new FirstStart(new Home(ctos.home), Clock.systemUTC(), new SecureRandom()).complete();
        SafeFiles.writeSecret(temp.resolve("token"), "the-token\n".getBytes(StandardCharsets.UTF_8));
        folder = Files.createDirectory(temp.toRealPath().resolve("totals"));
        Files.writeString(folder.resolve("SKILL.md"), "# Totals\n");
    }

    @AfterEach
    void restore() {
        hub.close();
        if (before == null) {
            System.clearProperty(Distribution.PROPERTY);
        } else {
            System.setProperty(Distribution.PROPERTY, before);
        }
    }

    /** A bundle whose code lies in a library inside of it. */
    private void addBundle() throws Exception {
        Path source = Files.writeString(temp.resolve("Refusing.java"), REFUSING);
        Path classes = Files.createDirectory(temp.resolve("classes"));
        String path = System.getProperty("java.class.path");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        OutputStream.nullOutputStream(),
                        null,
                        "-cp",
                        path,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(code).as("compiled").isZero();
        byte[] library = zip(Map.of(
                "test/folders/Refusing.class", Files.readAllBytes(classes.resolve("test/folders/Refusing.class"))));
        Files.write(
                temp.resolve("dist/bundles/folders.jar"),
                zip(Map.of(
                        "META-INF/MANIFEST.MF",
                        bytes("Manifest-Version: 1.0\nBundle-ClassPath: ., lib/code.jar\n"),
                        "lib/code.jar",
                        library,
                        SERVICE,
                        bytes("test.folders.Refusing\n"))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : files.keySet().stream().sorted().toList()) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(files.get(name));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private int publish(Path what, String... more) {
        List<String> words = new java.util.ArrayList<>(List.of("publish", what.toString()));
        words.addAll(List.of(
                "--hub", hub.url(), "--token-file", temp.resolve("token").toString()));
        words.addAll(List.of(more));
        return ctos.run(words.toArray(String[]::new));
    }

    @Test
    void withoutTheBundle_itIsSaidPlainly() {
        assertThat(publish(folder, "--id", "org.example.totals")).isEqualTo(1);

        assertThat(ctos.err).contains("(folder_unsupported)").contains("bundles.list");
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void theBundle_isToldWhatTheAuthorSays_andItsProblemIsTheCommands() throws Exception {
        addBundle();

        int code = publish(
                folder,
                "--id",
                "org.example.totals",
                "--version",
                "1.0.0",
                "--license",
                "MIT",
                "--category",
                "Finance");

        assertThat(code).isEqualTo(1);
        assertThat(ctos.err)
                .contains("org.example.totals 1.0.0 of Example Org under MIT in [Finance], from " + folder)
                .contains("Do another test. (legacy_test)");
        Matcher target = Pattern.compile("<(.+)>").matcher(ctos.err);
        assertThat(target.find()).isTrue();
        assertThat(Path.of(target.group(1)).getParent()).as("what it worked in").doesNotExist();
        assertThat(hub.requests).isEmpty();
    }

    @Test
    void aFolderThatIsNamedByALink_isTheFolder() throws Exception {
        addBundle();
        Path link = Files.createSymbolicLink(temp.resolve("link"), folder);

        assertThat(publish(link, "--id", "org.example.totals")).isEqualTo(1);

        assertThat(ctos.err).contains("from " + folder + " to");
    }

    @Test
    void idOfAForeignNamespace_isRefusedBeforeAnythingIsMade() throws Exception {
        addBundle();

        assertThat(publish(folder, "--id", "com.somebody.totals")).isEqualTo(1);

        assertThat(ctos.err).contains("(no_publisher)");
    }

    @Test
    void wordsThatDoNotFit_areNamed() {
        assertThat(publish(folder)).isEqualTo(2);
        assertThat(ctos.err).contains("--id");
        assertThat(publish(folder, "--id", "Totals")).isEqualTo(1);
        assertThat(ctos.err).contains("(skill_id_invalid)");
        assertThat(publish(folder, "--id", "org.example.totals", "--version", "1.0"))
                .isEqualTo(1);
        assertThat(ctos.err).contains("(version_invalid)");
        assertThat(publish(temp.resolve("none"), "--id", "org.example.totals")).isEqualTo(1);
        assertThat(ctos.err).contains("(folder_missing)");
        assertThat(publish(folder.resolve("SKILL.md"), "--id", "org.example.totals"))
                .isEqualTo(2);
        assertThat(ctos.err).contains("of a folder only");
        assertThat(hub.requests).isEmpty();
    }
}
