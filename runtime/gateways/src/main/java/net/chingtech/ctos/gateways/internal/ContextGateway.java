package net.chingtech.ctos.gateways.internal;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.skill.SkillContext;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** A skill's own place: every skill has one. */
@Component(service = SkillContext.class, scope = ServiceScope.BUNDLE)
public final class ContextGateway implements SkillContext {

    /** What could be granted at all; a skill's other words are no names of permissions. */
    private static final Pattern ENVIRONMENT_NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    private final Admitted skill;

    @Activate
    public ContextGateway(@Reference AdmissionDesk desk, ComponentContext context) {
        this(desk.of(context.getUsingBundle()));
    }

    ContextGateway(Admitted skill) {
        this.skill = skill;
    }

    @Override
    public String id() {
        return skill.skill().id().value();
    }

    @Override
    public String version() {
        return skill.skill().version().toString();
    }

    @Override
    public Path dataFolder() {
        return skill.dataFolder();
    }

    @Override
    public Optional<Path> tempFolder() {
        return skill.tempFolder();
    }

    @Override
    public Optional<String> env(String name) {
        boolean granted = skill.grants().of(SkillPermission.Env.class).stream()
                .anyMatch(p -> p.variable().equals(name));
        if (!granted && ENVIRONMENT_NAME.matcher(String.valueOf(name)).matches()) {
            skill.denied("env:" + name, "SkillContext.env");
        }
        return granted ? Privileged.run(() -> skill.environment(name)) : Optional.empty();
    }

    @Override
    public boolean granted(String permission) {
        return skill.grants().permissions().stream().anyMatch(p -> p.name().equals(permission));
    }

    @Override
    public void log(System.Logger.Level level, String message) {
        Privileged.run(() -> {
            skill.log(level, message);
            return null;
        });
    }
}
