package org.example.fading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import net.chingtech.ctos.skill.SkillContext;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Is well, but says so only when there is no file {@code stuck}, and hears no interrupt. */
@Component
public final class StuckHealth implements HealthCheck {

    private final Path folder;

    @Activate
    public StuckHealth(@Reference SkillContext context) {
        folder = context.dataFolder();
    }

    @Override
    public Result execute() {
        try {
            Files.writeString(folder.resolve("asked"), "x", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        while (Files.exists(folder.resolve("stuck"))) {
            Thread.onSpinWait();
        }
        return new Result(Result.Status.OK, "well");
    }
}
