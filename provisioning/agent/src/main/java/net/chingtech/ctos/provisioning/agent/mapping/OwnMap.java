package net.chingtech.ctos.provisioning.agent.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.mapping.SkillMap;
import net.chingtech.ctos.format.mapping.SkillMapRules;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.agent.problem.Refusals;

/** The administrator's own map, a file of the home that people write. */
final class OwnMap {

    private final Path file;

    OwnMap(Path trust) {
        this.file = trust.resolve(SkillMap.NAME);
    }

    /**
     * Read anew each time: it is small, and whoever corrects it wants to see that at once.
     *
     * @return empty when there is none
     * @throws ProvisioningException {@code map_invalid}
     */
    Optional<SkillMap> read() throws ProvisioningException {
        try {
            if (Files.size(file) > SkillMapRules.LARGEST) {
                throw invalid("it is larger than " + SkillMapRules.LARGEST + " bytes", null);
            }
            return Optional.of(SkillMapRules.read(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (FormatException | IOException e) {
            throw invalid(e.getMessage(), e);
        }
    }

    private ProvisioningException invalid(String why, Exception cause) {
        ProvisioningException refusal = Refusals.of(
                500,
                "map_invalid",
                file + " cannot be read: " + why + ".",
                "Correct or remove the file; until then no legacy skill is migrated.");
        refusal.initCause(cause);
        return refusal;
    }
}
