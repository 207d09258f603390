package net.chingtech.ctos.clawhub.imports;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.SkillPermission;

/** Which programs a skill cannot do without that this machine does not have. Its plan is refused for them, so it is said before. */
final class Programs {

    /** Where skills find programs. */
    private static final List<Path> PLACES = List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/bin"));

    private Programs() {}

    /** A remark for each kind of thing to say: none, or one. */
    static List<String> remarks(SkillManifest manifest) {
        List<String> missing = manifest.permissions().stream()
                .filter(SkillPermission.ProcessExec.class::isInstance)
                .map(SkillPermission::name)
                .map(name -> name.substring(name.lastIndexOf(':') + 1))
                .filter(program -> PLACES.stream().noneMatch(place -> Files.isExecutable(place.resolve(program))))
                .toList();
        return missing.isEmpty()
                ? List.of()
                : List.of("It needs what this machine does not have: " + String.join(", ", missing)
                        + ". Install that first, under /usr/bin or /usr/local/bin; until then it is refused"
                        + " (program_missing).");
    }
}
