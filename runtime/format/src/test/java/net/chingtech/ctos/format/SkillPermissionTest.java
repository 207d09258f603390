package net.chingtech.ctos.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    }
}
