package net.chingtech.ctos.gateways.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.StagedSkill;

/** Skills for the tests. */
final class TestSkills {

    private TestSkills() {}

    /** A release with own tables, and an artifact that holds its scripts: names and contents in turns. */
    static StagedSkill migrating(Path folder, String id, String version, String... scripts) throws Exception {
        Path artifact = folder.resolve(id + "-" + version + ".jar");
        StringBuilder migrations = new StringBuilder();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(artifact))) {
            for (int i = 0; i < scripts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(scripts[i]));
                zip.write(scripts[i + 1].getBytes(StandardCharsets.UTF_8));
                migrations
                        .append(i == 0 ? "" : ",")
                        .append("{\"from\":\"<" + version + "\",\"script\":\"" + scripts[i] + "\"}");
            }
            zip.putNextEntry(new ZipEntry("manifest.json"));
        }
        String json = """
                {"id":"%s","version":"%s","name":"N","summary":"S","author":{"name":"A"},"license":"Apache-2.0",
                 "permissions":["db:own"],"optional_permissions":["db:read:sales"],"migrations":[%s]}
                """.formatted(id, version, migrations);
        return new StagedSkill(
                SkillManifest.read(json.getBytes(StandardCharsets.UTF_8)), "0".repeat(64), artifact, Tier.OFFICIAL);
    }

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
