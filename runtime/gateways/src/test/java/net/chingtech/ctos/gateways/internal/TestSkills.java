package net.chingtech.ctos.gateways.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.StagedSkill;

/** Skills for the tests. */
final class TestSkills {

    private TestSkills() {}

    static StagedSkill skill(String id, String version, String... permissions) throws Exception {
        String json = """
                {"id":"%s","version":"%s","name":"N","summary":"S","author":{"name":"A"},"license":"Apache-2.0",
                 "permissions":[%s]}
                """.formatted(
                id, version, Arrays.stream(permissions).map(p -> '"' + p + '"').collect(Collectors.joining(",")));
        return new StagedSkill(
                SkillManifest.read(json.getBytes(StandardCharsets.UTF_8)),
                "0".repeat(64),
                Path.of("x.jar"),
                Tier.OFFICIAL);
    }
}
