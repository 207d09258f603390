package net.chingtech.ctos.format.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.settings.SettingsForm.Group;
import net.chingtech.ctos.format.settings.SettingsForm.Option;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;
import net.chingtech.ctos.format.settings.SettingsForm.Type;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetatypeTest {

    private static final String FILE = "OSGI-INF/metatype/shop.xml";

    @Test
    void aForm_hasWhatTheMetatypeSays() throws FormatException {
        Group group = onlyGroup("""
                <OCD id="o" name="%title" description="Where prices come from">
                  <AD id="url" type="String" default="https://prices.example" min="8" max="200"/>
                  <AD id="tries" name="%tries" type="Integer" min="1" max="9" default="3" required="false"/>
                  <AD id="rate" type="Float" required="false"/>
                  <AD id="size" type="Byte" required="false"/>
                  <AD id="old" type="Short" min="5" required="false"/>
                  <AD id="mark" type="Char" required="false"/>
                  <AD id="ids" type="Long" cardinality="-3" default="1,2" required="false"/>
                  <AD id="all" type="String" cardinality="2147483647" required="false"/>
                  <AD id="token" type="Password" required="false"/>
                  <AD id="level" type="String" default="low">
                    <Option value="low" label="%low"/><Option value="high" label="High"/>
                  </AD>
                  <Icon resource="icon.png" size="16"/>
                </OCD>
                <Designate pid="net.example.shop"><Object ocdref="o"/></Designate>
                """);

        assertThat(group.pid()).isEqualTo("net.example.shop");
        assertThat(group.name()).isEqualTo("Preise");
        assertThat(group.description()).isEqualTo("Where prices come from");
        assertThat(group.settings())
                .extracting(Setting::id, Setting::type, Setting::list, Setting::most, Setting::min, Setting::max)
                .containsExactly(
                        tuple("url", Type.STRING, false, 1, "8", "200"),
                        tuple("tries", Type.INTEGER, false, 1, "1", "9"),
                        tuple("rate", Type.DOUBLE, false, 1, null, null),
                        tuple("size", Type.INTEGER, false, 1, "-128", "127"),
                        tuple("old", Type.INTEGER, false, 1, "5", "32767"),
                        tuple("mark", Type.STRING, false, 1, "1", "1"),
                        tuple("ids", Type.LONG, true, 3, null, null),
                        tuple("all", Type.STRING, true, 1000, null, null),
                        tuple("token", Type.PASSWORD, false, 1, null, null),
                        tuple("level", Type.STRING, false, 1, null, null));
        Setting tries = group.setting("tries").orElseThrow();
        assertThat(tries.name()).as("a key without a text").isEqualTo("tries");
        assertThat(tries.defaults()).containsExactly(3L);
        assertThat(tries.required()).isFalse();
        assertThat(group.setting("url").orElseThrow().required()).isTrue();
        assertThat(group.setting("ids").orElseThrow().defaults()).containsExactly(1L, 2L);
        assertThat(group.setting("level").orElseThrow().options())
                .containsExactly(new Option("low", "niedrig"), new Option("high", "High"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "1.1.0", "1.2.0", "1.3.0", "1.4.0"})
    void everyVersionOfTheNamespace_isRead(String version) throws FormatException {
        String prefixed = document(GOOD).replace("v1.4.0", "v" + version);
        String plain = "<MetaData xmlns='http://www.osgi.org/xmlns/metatype/v" + version + "'>" + GOOD + "</MetaData>";

        assertThat(read(prefixed).groups()).hasSize(1);
        assertThat(read(plain)).isEqualTo(read(prefixed));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "a,b,c"            | "a;b;c"
            " a , b "          | "a;b"
            "a\\,b,c"          | "a,b;c"
            "\\ a\\ ,b"        | " a ;b"
            "a\\\\,b"          | "a\\;b"
            "a b"              | "a b"
            ""                 | ""
            "a,,b"             | "a;;b"
            """)
    void listsOfDefaults_areSplitAndUnescaped(String written, String values) throws FormatException {
        Group group = onlyGroup("<OCD id='o'><AD id='a' type='String' cardinality='9' required='false' default='"
                + written + "'/></OCD><Designate pid='p'><Object ocdref='o'/></Designate>");

        assertThat(group.setting("a").orElseThrow().defaults())
                .isEqualTo(values.isEmpty() ? List.of() : List.of(values.split(";")));
    }

    @Test
    void aSingleDefault_isNotSplit() throws FormatException {
        Group group = onlyGroup("<OCD id='o'><AD id='a' type='String' default='Hello, you\\ '/></OCD>"
                + "<Designate pid='p'><Object ocdref='o'/></Designate>");

        assertThat(group.setting("a").orElseThrow().defaults()).containsExactly("Hello, you ");
    }

    @Test
    void whatOtherNamespacesAdd_isPassedOver() throws FormatException {
        SettingsForm form = read(document("<x:AD xmlns:x='urn:x'><OCD id='no'/></x:AD>" + GOOD));

        assertThat(form.groups()).hasSize(1);
    }

    @Test
    void theOrderOfFiles_saysNothing() throws FormatException {
        Map<String, byte[]> one = new LinkedHashMap<>();
        one.put("OSGI-INF/metatype/a.xml", bytes(document(GOOD)));
        one.put("OSGI-INF/metatype/b.xml", bytes(document(GOOD.replace("'p'", "'q'"))));
        one.put("OSGI-INF/other.xml", bytes("<not read"));
        Map<String, byte[]> other = new LinkedHashMap<>();
        List.of("OSGI-INF/metatype/b.xml", "OSGI-INF/metatype/a.xml").forEach(path -> other.put(path, one.get(path)));

        assertThat(Metatype.read(one)).isEqualTo(Metatype.read(other));
        assertThat(Metatype.read(one).groups()).extracting(Group::pid).containsExactly("p", "q");
        assertThat(Metatype.read(Map.of())).isEqualTo(SettingsForm.NONE);
    }

    @Test
    void textsThatHide_areShownAsTheyAre() throws FormatException {
        Group group =
                onlyGroup("<OCD id='o' name='safe&#x202E;txt'/><Designate pid='p'><Object ocdref='o'/></Designate>");

        assertThat(group.name()).isEqualTo("safe\\u202etxt");
    }

    @Test
    void anEntityOfAnotherFile_isRefused() {
        refused("<!DOCTYPE x [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
                        + document(GOOD.replace("name='N'", "name='&x;'")))
                .hasMessageContaining(FILE + ":1")
                .hasMessageContaining("document type");
    }

    @Test
    void aDocumentTypeFromElsewhere_isRefused() {
        refused("<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'>" + document(GOOD));
        refused("<!DOCTYPE x [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x.dtd'> %x;]>" + document(GOOD));
    }

    @Test
    void billionLaughs_areRefused() {
        StringBuilder lol = new StringBuilder("<!DOCTYPE x [<!ENTITY l0 'lol'>");
        for (int i = 1; i < 10; i++) {
            lol.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        refused(lol + "]>" + document("<OCD id='&l9;'>&l9;</OCD>"));
    }

    @Test
    void anEntityThatNobodyDeclared_isRefused() {
        refused(document("<OCD id='o' name='&x;'/>"));
        refused(document("<OCD id='o'>&x;</OCD>"));
    }

    @Test
    void whatIsTooMuch_isRefused() {
        refused(document(" ".repeat(Metatype.LARGEST_FILE))).hasMessageContaining("bytes");
        refused(document("<OCD id='o'>" + "<a>".repeat(20) + "</a>".repeat(20) + "</OCD>"))
                .hasMessageContaining("elements");
        refused(document("<OCD id='o' name='" + "n".repeat(5000) + "'/>")).hasMessageContaining("characters");
        StringBuilder settings = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            settings.append("<AD id='a").append(i).append("' type='String'/>");
        }
        refused(document("<OCD id='o'>" + settings + "</OCD>")).hasMessageContaining("500 settings");
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            files.put("OSGI-INF/metatype/" + i + ".xml", bytes(document(GOOD.replace("'p'", "'p" + i + "'"))));
        }
        assertThatThrownBy(() -> Metatype.read(files)).isInstanceOf(FormatException.class);
    }

    @Test
    void filesThatAreTooMuchTogether_areRefused() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            files.put("OSGI-INF/l10n/" + i + ".properties", bytes("#".repeat(100 * 1024)));
        }
        assertThatThrownBy(() -> Metatype.read(files)).hasMessageContaining("bytes of settings");
        files.replaceAll((path, bytes) -> bytes("a\n".repeat(1_000)));
        assertThatThrownBy(() -> Metatype.read(files)).hasMessageContaining("20000 lines");
        files.replaceAll((path, bytes) -> bytes("a\n".repeat(100)));
        assertThatCode(() -> Metatype.read(files)).doesNotThrowAnyException();
    }

    @Test
    void everyCutOffFile_isRefused() {
        String whole = document(GOOD).strip();
        for (int length = 0; length < whole.length(); length++) {
            refused(whole.substring(0, length));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <OCD id='o'/><OCD id='o'/>                                                   | o again
            <OCD id='o'/><Designate pid='p'><Object ocdref='x'/></Designate>             | ocdref is one of [o]
            <OCD id='o'/><Designate pid='p'/>                                            | ocdref
            <OCD id='o'/><Designate><Object ocdref='o'/></Designate>                     | a pid
            <OCD id='o'/><Designate pid='p~x'><Object ocdref='o'/></Designate>           | a pid
            <OCD id='o'/><Designate factoryPid='p'><Object ocdref='o'/></Designate>      | one configuration for each PID
            <OCD id='o'/><Designate pid='p' factoryPid='p'><Object ocdref='o'/></Designate> | one configuration for each PID
            <OCD id='o'/><Designate pid='p'><Object ocdref='o'/></Designate><Designate pid='p'><Object ocdref='o'/></Designate> | p again
            <OCD/>                                                                       | id of OCD
            <OCD id='o'><AD type='String'/></OCD>                                        | an id
            <OCD id='o'><AD id='a'/></OCD>                                               | a type
            <OCD id='o'><AD id='a' type='Thing'/></OCD>                                  | Thing
            <OCD id='o'><AD id='Service.Pid' type='String'/></OCD>                       | Configuration Admin
            <OCD id='o'><AD id='a b' type='String'/></OCD>                               | an id
            <OCD id='o'><AD id='a' type='String'/><AD id='A' type='String'/></OCD>       | A again
            <OCD id='o'><AD id='a' type='Integer' default='x'/></OCD>                    | a default
            <OCD id='o'><AD id='a' type='Integer' default='3000000000'/></OCD>           | a default
            <OCD id='o'><AD id='a' type='Integer' min='5' default='3'/></OCD>            | at least 5
            <OCD id='o'><AD id='a' type='Integer' min='few'/></OCD>                      | few
            <OCD id='o'><AD id='a' type='Integer' cardinality='many'/></OCD>             | many
            <OCD id='o'><AD id='a' type='String' cardinality='2' default='1,2,3'/></OCD> | at most 2
            <OCD id='o'><AD id='a' type='String' required='perhaps'/></OCD>              | perhaps
            <OCD id='o'><AD id='a' type='Integer'><Option label='x' value='x'/></AD></OCD> | an option
            <OCD id='o'><AD id='a' type='String' default='c'><Option label='x' value='b'/></AD></OCD> | one of b
            """)
    void whatContradictsItself_isRefusedWithItsPlace(String body, String words) {
        refused(document(body)).hasMessageContaining(FILE + ":").hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "net.example.shop, true",
        "net.example.shop.api, true",
        "net.example.shopping, false",
        "org.other, false"
    })
    void aSkill_isConfiguredUnderItsOwnPids(String pid, boolean own) throws FormatException {
        Map<String, byte[]> files = Map.of(FILE, bytes(document(GOOD.replace("'p'", "'" + pid + "'"))));
        SkillId shop = new SkillId("net.example.shop");

        if (own) {
            assertThat(Metatype.read(shop, files).group(pid)).isPresent();
        } else {
            assertThatThrownBy(() -> Metatype.read(shop, files))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining(pid);
        }
    }

    @Test
    void whatIsNoMetatype_isRefused() {
        refused("<MetaData/>");
        refused("<MetaData xmlns='http://www.osgi.org/xmlns/metatype/v1.9.0'/>");
        refused(document(GOOD).replace("MetaData", "Other"));
        assertThatThrownBy(() -> Metatype.read(Map.of(FILE, document(GOOD).getBytes(StandardCharsets.UTF_16))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> Metatype.read(Map.of("OSGI-INF/l10n/bundle.properties", bytes("a=\\u12"))))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("bundle.properties");
    }

    private static final String GOOD =
            "<OCD id='o' name='N'><AD id='a' type='String'/></OCD><Designate pid='p'><Object ocdref='o'/></Designate>";

    private static AbstractThrowableAssert<?, ?> refused(String xml) {
        return assertThatThrownBy(() -> read(xml))
                .isInstanceOfSatisfying(
                        FormatException.class, e -> assertThat(e.code()).isEqualTo("settings_unreadable"));
    }

    private static Group onlyGroup(String body) throws FormatException {
        List<Group> groups = read(document(body)).groups();
        assertThat(groups).hasSize(1);
        return groups.get(0);
    }

    private static SettingsForm read(String xml) throws FormatException {
        return Metatype.read(
                Map.of(FILE, bytes(xml), "OSGI-INF/l10n/bundle.properties", bytes("title=Preise\nlow=niedrig\n")));
    }

    private static String document(String body) {
        return "<m:MetaData xmlns:m='http://www.osgi.org/xmlns/metatype/v1.4.0'>" + body + "</m:MetaData>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
