package net.chingtech.ctos.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings at the command line; secrets never as an argument. */
class ConfigCommandTest {

    private static final String VIEW = """
            {"form":{"groups":[{"pid":"a.b.mail","name":"Mail","description":"How mails are sent.","settings":[
               {"id":"host","name":"Server","description":"Its name.","type":"string","list":false,"most":1,"required":true,
                "defaults":[],"options":[]},
               {"id":"port","name":"Port","description":"","type":"integer","list":false,"most":1,"required":false,
                "defaults":[25],"min":"1","max":"65535","options":[]},
               {"id":"tls","name":"Encrypted","description":"","type":"boolean","list":false,"most":1,"required":false,
                "defaults":[],"options":[]},
               {"id":"rate","name":"Rate","description":"","type":"double","list":false,"most":1,"required":false,
                "defaults":[],"options":[]},
               {"id":"to","name":"Copies to","description":"","type":"string","list":true,"most":3,"required":false,
                "defaults":[],"options":[{"value":"a","label":"Ada"},{"value":"b","label":"Bo"}]},
               {"id":"key","name":"Key","description":"","type":"password","list":false,"most":1,"required":false,
                "defaults":[],"options":[]},
               {"id":"pass","name":"Passphrase","description":"","type":"password","list":false,"most":1,
                "required":false,"defaults":[],"options":[]}]},
              {"pid":"a.b.log","name":"Log","description":"","settings":[
               {"id":"host","name":"Log server","description":"","type":"string","list":false,"most":1,
                "required":false,"defaults":[],"options":[]}]}]},
             "values":{"a.b.mail":{"host":"mail.example","to":["a"]}},"secrets_set":{"a.b.mail":["key"]}}
            """;

    private static final String KEPT = "\"host\":\"mail.example\",\"to\":[\"a\"],\"key\":null";

    @TempDir
    private Path folder;

    private FakeRest rest;
    private final InputStream input = System.in;

    @BeforeEach
    void start() throws Exception {
        rest = new FakeRest(folder);
        rest.answers.put("GET skills/a.b/config", VIEW);
        rest.answers.put("PUT skills/a.b/config", "{\"task_id\":\"t1\"}");
        rest.answers.put(
                "GET tasks/t1/events",
                "data: {\"task_id\":\"t1\",\"state\":\"succeeded\",\"title\":\"set\",\"log\":[\"Started again\"]}\n\n");
    }

    @AfterEach
    void stop() {
        System.setIn(input);
        rest.close();
    }

    private void assertSent(String ofMail) {
        assertThat(rest.changes)
                .as(rest.err.toString())
                .containsExactly("PUT skills/a.b/config {\"values\":{\"a.b.mail\":{" + ofMail + "}}}");
    }

    @Test
    void settingsThatNobodyCanRead_areSaidBeforeTheForm() {
        rest.answers.put(
                "GET skills/a.b/config",
                "{\"form\":{\"groups\":[]},\"values\":{},\"secrets_set\":{},\"problem\":{\"code\":\"settings_unreadable\","
                        + "\"detail\":\"The file is damaged.\",\"next_step\":\"Set them anew.\"}}");
        assertThat(rest.run("config", "a.b")).isZero();
        assertThat(rest.out.toString()).startsWith("! The file is damaged. Set them anew.\n");
    }

    @Test
    void skill_without_settings_says_so_in_a_line() {
        rest.answers.put("GET skills/a.b/config", "{\"form\":{\"groups\":[]},\"values\":{},\"secrets_set\":{}}");
        assertThat(rest.run("config", "a.b")).isZero();
        assertThat(rest.out.toString()).isEqualTo("nothing can be set for it\n");
    }

    @Test
    void values_of_permissions_are_named_with_the_way_to_set_them() {
        rest.answers.put("GET skills/a.b/config", "{\"form\":{\"groups\":[]},\"values\":{},\"secrets_set\":{}}");
        rest.answers.put(
                "GET skills/a.b",
                "{\"id\":\"a.b\",\"permissions\":[\"env:WEATHER_KEY\",\"filesystem:temp\"],"
                        + "\"optional_permissions\":[\"env:CITY\"],\"grants\":[],\"env_set\":[\"CITY\"]}");
        assertThat(rest.run("config", "a.b")).isZero();
        assertThat(rest.out.toString()).isEqualTo("""
            value WEATHER_KEY = (not set); set it with ./ctos grant a.b env:WEATHER_KEY
            value CITY = (set); another with ./ctos grant a.b env:CITY
            """);

        assertThat(rest.run("config", "a.b", "WEATHER_KEY=s3cret")).isEqualTo(2);
        assertThat(rest.err.toString())
                .contains("./ctos grant a.b env:WEATHER_KEY")
                .doesNotContain("s3cret");
        assertThat(rest.run("config", "a.b", "OTHER=x")).isEqualTo(2);
        assertThat(rest.err.toString()).contains("there is no setting OTHER");
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void setting_with_the_name_of_a_value_is_a_setting() {
        rest.answers.put(
                "GET skills/a.b", "{\"id\":\"a.b\",\"permissions\":[\"env:port\"],\"grants\":[],\"env_set\":[]}");
        assertThat(rest.run("config", "a.b", "port=7")).isZero();
        assertSent("\"host\":\"mail.example\",\"to\":[\"a\"],\"key\":null,\"port\":7");
    }

    @Test
    void form_and_values_are_shown() {
        assertThat(rest.run("config", "a.b")).isZero();
        assertThat(rest.out.toString()).isEqualTo("""
                Mail  (a.b.mail)
                  How mails are sent.
                  host = mail.example
                      Server: text, required
                      Its name.
                  port = 25  (default)
                      Port: whole number, at least 1, at most 65535
                  tls = (not set)
                      Encrypted: true or false
                  rate = (not set)
                      Rate: number
                  to = [a]
                      Copies to: text, up to 3 of them, one of a (Ada), b (Bo)
                  key = (set)
                      Key: secret
                  pass = (not set)
                      Passphrase: secret
                Log  (a.b.log)
                  host = (not set)
                      Log server: text
                """);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void values_are_set_in_their_types_and_the_others_stay() {
        assertThat(rest.run("config", "a.b", "port=2525", "tls=true", "rate=0.5", "to=a", "to=b,c"))
                .isZero();
        assertSent(
                "\"host\":\"mail.example\",\"to\":[\"a\",\"b,c\"],\"key\":null,\"port\":2525,\"tls\":true,\"rate\":0.5");
        assertThat(rest.out.toString()).startsWith("  Started again\nMail");
    }

    @Test
    void group_tells_apart_what_has_one_name() {
        assertThat(rest.run("config", "a.b", "host=x")).isEqualTo(2);
        assertThat(rest.err.toString()).contains("write a.b.mail/host or a.b.log/host");
        assertThat(rest.run("config", "a.b", "a.b.mail/host=x=y")).isZero();
        assertSent("\"host\":\"x=y\",\"to\":[\"a\"],\"key\":null");
    }

    @Test
    void unset_lets_the_default_hold_and_takes_a_secret_away() {
        assertThat(rest.run("config", "a.b", "--unset", "to", "--unset", "key")).isZero();
        assertSent("\"host\":\"mail.example\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"port=many", "tls=yes", "rate=NaN", "nothing=1", "port", "=1", "key=s3cret", "a.b.log/port=1"})
    void value_that_does_not_fit_is_wrong_usage(String assigned) {
        assertThat(rest.run("config", "a.b", assigned)).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void value_given_twice_is_wrong_usage_unless_it_is_a_list() {
        assertThat(rest.run("config", "a.b", "port=1", "port=2")).isEqualTo(2);
        assertThat(rest.err.toString()).contains("port takes one value");
    }

    @Test
    void secret_as_an_argument_is_refused_with_the_way_to_give_it() {
        assertThat(rest.run("config", "a.b", "key=s3cret")).isEqualTo(2);
        assertThat(rest.err.toString()).contains("say --secret key instead").doesNotContain("s3cret");
    }

    @Test
    void secret_is_read_from_the_input() {
        System.setIn(new ByteArrayInputStream("s3cret\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(rest.run("config", "a.b", "--secret", "key", "--secret-stdin"))
                .isZero();
        assertSent(KEPT.replace("null", "\"s3cret\""));
        assertThat(rest.out.toString() + rest.err).doesNotContain("s3cret");
    }

    @Test
    void secret_is_read_from_a_file_of_its_owner_only() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), "s3cret\n");
        assertThat(rest.run("config", "a.b", "--secret", "key", "--secret-file", file.toString()))
                .isEqualTo(1);
        assertThat(rest.err.toString()).contains("(secret_open)");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(rest.run("config", "a.b", "--secret", "key", "--secret-file", file.toString()))
                .isZero();
        assertSent(KEPT.replace("null", "\"s3cret\""));
    }

    @Test
    void secret_that_nobody_gives_stops_everything() {
        System.setIn(new ByteArrayInputStream(new byte[0]));
        assertThat(rest.run("config", "a.b", "--secret", "key", "--secret-stdin"))
                .isEqualTo(1);
        assertThat(rest.run("config", "a.b", "--secret", "key")).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(value_missing)");
        assertThat(rest.run("config", "a.b", "--secret", "port")).isEqualTo(2);
        assertThat(rest.run("config", "a.b", "--secret", "key", "--secret", "pass", "--secret-stdin"))
                .isEqualTo(2);
        assertThat(rest.run("config", "a.b", "--secret-stdin")).isEqualTo(2);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void file_replaces_all_values_but_secrets() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\"a.b.mail\":{\"host\":\"m\",\"port\":7}}");
        assertThat(rest.run("config", "a.b", "--file", file.toString())).isZero();
        assertSent("\"key\":null,\"host\":\"m\",\"port\":7");
    }

    @Test
    void file_with_a_secret_must_be_its_owners_only() throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\"a.b.mail\":{\"key\":\"s3cret\"}}");
        assertThat(rest.run("config", "a.b", "--file", file.toString())).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(secret_open)").doesNotContain("s3cret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(rest.run("config", "a.b", "--file", file.toString())).isZero();
        assertSent("\"key\":\"s3cret\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "7", "{\"a.b.mail\":7}", "{\"a.b.mail\":{\"key\":s3cret}}"})
    void file_that_holds_no_settings_is_refused(String content) throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), content);
        assertThat(rest.run("config", "a.b", "--file", file.toString())).isEqualTo(1);
        assertThat(rest.err.toString()).contains("(json_invalid)").doesNotContain("s3cret");
        assertThat(rest.run("config", "a.b", "--file", folder.resolve("none").toString()))
                .isEqualTo(1);
        assertThat(rest.changes).isEmpty();
    }

    @Test
    void what_does_not_fit_is_named_line_by_line() {
        rest.answers.put(
                "PUT skills/a.b/config",
                "{\"status\":422,\"code\":\"settings_invalid\",\"detail\":\"Two settings do not fit.\","
                        + "\"next_step\":\"Correct them.\",\"more\":[\"a.b.mail port: at most 65535\"]}");
        assertThat(rest.run("config", "a.b", "port=99999")).isEqualTo(1);
        assertThat(rest.err.toString())
                .isEqualTo("ctos: Two settings do not fit. Correct them. (settings_invalid)\n"
                        + "  a.b.mail port: at most 65535\n");
    }
}
