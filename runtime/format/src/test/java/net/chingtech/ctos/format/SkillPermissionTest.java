package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkillPermissionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db:read:sales",
                "db:write:hr",
                "db:own",
                "network:outbound",
                "network:outbound:api.vat.example",
                "network:outbound:api.vat.example:443",
                "filesystem:temp",
                "skill:call:net.chingtech.crm",
                "env:API_KEY",
                "process:exec:python3"
            })
    void knownName_isReadAndWrittenTheSame(String name) throws FormatException {
        SkillPermission permission = SkillPermission.parse(name);
        assertThat(permission.name()).isEqualTo(name);
        assertThat(permission.plainWords()).isNotBlank();
        assertThat(SkillPermission.parse(name)).isEqualTo(permission);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "db:read",
                "db:read:",
                "db:read:*",
                "db:read:Sales",
                "db:read:sales\"; DROP",
                "db:drop:sales",
                "network:inbound",
                "network:outbound:",
                "network:outbound:*.example",
                "network:outbound:host:0",
                "network:outbound:host:65536",
                "network:outbound:host..example",
                "network:outbound:-host",
                "network:outbound:host:01",
                "network:outbound:host.",
                "network:outbound:127.0.0.1:80",
                "network:outbound:127.1",
                "network:outbound:xn--bcher-kva.0x1",
                "filesystem:/",
                "filesystem:temp:x",
                "skill:call:*",
                "skill:call:crm",
                "env:path",
                "env:A=B",
                "process:exec:../sh",
                "process:exec:/bin/sh",
                " db:own",
                "DB:OWN"
            })
    void anythingElse_isUnknown(String name) {
        assertThatThrownBy(() -> SkillPermission.parse(name)).isInstanceOf(FormatException.class);
    }

    @Test
    void plainWords_nameWhatIsReached() throws FormatException {
        assertThat(SkillPermission.parse("db:read:sales").plainWords()).isEqualTo("read sales data");
        assertThat(SkillPermission.parse("network:outbound:api.vat.example:443").plainWords())
                .isEqualTo("talk to api.vat.example on port 443");
        assertThat(SkillPermission.parse("process:exec:git").plainWords()).isEqualTo("run the program git");
        assertThat(SkillPermission.parse("process:exec:bash").plainWords())
                .isEqualTo("run the program bash, with the standard text and file utilities");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "db:raed:sales|did you mean db:read:sales?",
                "DB:READ:Sales|did you mean db:read:sales?",
                "database:select:sales|did you mean db:read:sales?",
                "db:delete:sales|did you mean db:write:sales?",
                "db.read.sales|did you mean db:read:sales?",
                " db:own |did you mean db:own?",
                "db:read:*|each by its name",
                "db:read|such as db:read:AREA",
                "network:outbond|did you mean network:outbound?",
                "network|did you mean network:outbound?",
                "network:outbound:API.example|did you mean network:outbound:api.example?",
                "network:outbound:api.example.|did you mean network:outbound:api.example?",
                "http:outbound:api.example:8080|did you mean network:outbound:api.example:8080?",
                "network:outbound:https://api.example/v1|did you mean network:outbound:api.example?",
                "network:outbound:HTTPS://api.example:8443/v1|did you mean network:outbound:api.example:8443?",
                "network:outbound:*.example|each host by its full name",
                "network:outbound:api.example:0|a port is a number from 1 to 65535",
                "network:outbound:api.example:65536|a port is a number from 1 to 65535",
                "network:outbound:api.example:0443|a port is a number from 1 to 65535",
                "network:outbound:192.168.1.1|an address in numbers is not taken",
                "network:outbound:2130706433:80|an address in numbers is not taken",
                "network:outbound:0x7f.1|an address in numbers is not taken",
                "network:outbound:[::1]|an address in numbers is not taken",
                "network:outbound:b\u00fccher.example|did you mean network:outbound:xn--bcher-kva.example?",
                "file:temp|did you mean filesystem:temp?",
                "filesystem:tmp|did you mean filesystem:temp?",
                "skills:call:net.chingtech.CRM|did you mean skill:call:net.chingtech.crm?",
                "env:path_x|did you mean env:PATH_X?",
                "environment:api-key|did you mean env:API_KEY?",
                "process:run:/usr/bin/git|did you mean process:exec:git?",
                "d\u0432:own|in plain letters, without U+0432 (CYRILLIC SMALL LETTER VE)",
                "db:re\u0430d:sales|without U+0430 (CYRILLIC SMALL LETTER A) (did you mean db:read:sales?",
                "db:read\u200b:sales|without U+200B (ZERO WIDTH SPACE) (did you mean db:read:sales?",
                "root|one of db:read:AREA, db:write:AREA, db:own, network:outbound[:HOST[:PORT]], filesystem:temp"
            })
    void unknownName_hearsWhatWasProbablyMeant(String name, String hint) {
        FormatException e = catchThrowableOfType(FormatException.class, () -> SkillPermission.parse(name));
        assertThat(e.code()).isEqualTo("permission_unknown");
        assertThat(e.violations()).singleElement().satisfies(one -> {
            assertThat(one.expected()).contains(hint);
            assertThat(one.found()).doesNotContain("\u200b");
        });
    }

    @Test
    void whateverIsWritten_theHintIsAPermissionOrNone() {
        Random random = new Random(7);
        String letters = "db:readwtownnkuilsyp*.0[] \u0430\u200b/%";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            String hint = PermissionHint.of(name.toString());
            int at = hint.indexOf("did you mean ");
            if (at >= 0) {
                assertThat(PermissionNames.read(hint.substring(at + 13, hint.length() - 2)))
                        .as(name + " -> " + hint)
                        .isNotNull();
            }
        }
    }
}
