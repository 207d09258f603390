package net.chingtech.ctos.gateways.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.internal.env.Environment;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.skill.SkillContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {

    private static final SkillId ID = new SkillId("net.example.mail");

    @TempDir
    Path folder;

    private Desk desk;
    private Admitted skill;
    private SkillContext context;

    @BeforeEach
    void open() throws Exception {
        desk = new Desk(folder);
        skill = desk.admit(ID.value(), "env:API_KEY");
        context = skill.doors().context();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void aValue_isThereAtOnce_asLongAsItIsGranted() throws Exception {
        assertThat(context.env("API_KEY")).isEmpty();
        desk.environment.set(ID, "API_KEY", "s3cret");
        desk.environment.set(ID, "OTHER", "x");

        assertThat(context.env("API_KEY")).contains("s3cret");
        assertThat(context.env("OTHER")).isEmpty();
        assertThat(context.env("PATH")).isEmpty();
        assertThat(context.env("no name")).isEmpty();
        assertThat(context.env(null)).isEmpty();
        skill.regrant(Desk.grants());
        assertThat(context.env("API_KEY")).isEmpty();
        skill.regrant(Desk.grants("env:API_KEY"));
        assertThat(context.env("API_KEY")).contains("s3cret");
        skill.close();
        assertThat(context.env("API_KEY")).isEmpty();
    }

    @Test
    void values_areKeptInAFileOfTheOwnerAlone_andAreTheSkillsOwn() throws Exception {
        desk.environment.set(ID, "API_KEY", "s3cret");

        Path file = folder.resolve("secrets/env/net.example.mail.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        Environment again = new Environment(new ContainerHome(folder));
        assertThat(again.names(ID)).containsExactly("API_KEY");
        assertThat(again.value(ID, "API_KEY")).contains("s3cret");
        assertThat(again.names(new SkillId("net.example.other"))).isEmpty();
        again.set(ID, "API_KEY", null);
        assertThat(file).doesNotExist();
    }

    @Test
    void whatASkillWrites_isKeptWithoutItsValues() throws Exception {
        String pem = "-----BEGIN KEY-----\nMIICdgIBADAN\n-----END KEY-----\n";
        desk.environment.set(ID, "API_KEY", "s3cret-value");
        desk.environment.set(ID, "PEM", pem);
        desk.environment.set(ID, "LEVEL", "info");

        context.log(System.Logger.Level.INFO, "curl -H 'key: s3cret-value', level info");
        skill.log(System.Logger.Level.WARNING, "read MIICdgIBADAN");
        desk.environment.set(ID, "API_KEY", "an0ther-value");
        skill.log(System.Logger.Level.WARNING, "now an0ther-value");

        assertThat(Files.readString(folder.resolve("logs/skills/net.example.mail.log")))
                .contains("key: [secret]', level info", "read [secret]", "now [secret]")
                .doesNotContain("s3cret", "MIIC", "an0ther");
        assertThat(skill.hide("it said " + pem + "!")).isEqualTo("it said [secret]\n!");
        assertThat(skill.hide("it said s… and an0ther-v…")).isEqualTo("it said s… and [secret]…");
        assertThat(skill.hide(null)).isNull();
    }

    @Test
    void aFileThatIsBroken_givesNoValues() throws Exception {
        Files.createDirectories(folder.resolve("secrets/env"));
        Files.writeString(folder.resolve("secrets/env/net.example.mail.json"), "{\"values\":{\"API_KEY\":");

        assertThat(context.env("API_KEY")).isEmpty();
    }

    @Test
    void whatIsNoValue_isRefused() {
        assertThatThrownBy(() -> desk.environment.set(ID, "lower", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.environment.set(ID, "A", "x".repeat(20_000)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> desk.environment.set(ID, "A", "a\u0000b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("a\u0000b");
    }
}
