package net.chingtech.ctos.verify.internal.jar;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.verify.internal.Refused;

/** The pictures and migrations that manifest.json names are there. */
final class ManifestFileCheck implements SkillCheck {

    @Override
    public void check(SkillUnderTest skill) throws Refused {
        SkillManifest manifest = skill.manifest();
        List<String> named = new ArrayList<>(manifest.screenshots());
        if (manifest.icon() != null) {
            named.add(manifest.icon());
        }
        if (manifest.banner() != null) {
            named.add(manifest.banner());
        }
        manifest.migrations().stream()
                .map(SkillManifest.Migration::script)
                .filter(Objects::nonNull)
                .forEach(named::add);
        for (String path : named) {
            if (!skill.zip().has(path)) {
                throw Refused.because(
                        "file_missing", "The manifest.json names a file that the JAR does not hold: " + path);
            }
        }
    }
}
