package net.chingtech.ctos.engine.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.engine.calls.PlainWords;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What Declarative Services says about one bundle's components. */
public final class SkillComponents {

    private static final String DATA = "net.chingtech.ctos.skill.Data";
    private static final String SKILLS = "net.chingtech.ctos.skill.Skills";
    private static final String HTTP = "net.chingtech.ctos.skill.Http";

    private final ServiceComponentRuntime runtime;
    private final Bundle bundle;

    public SkillComponents(ServiceComponentRuntime runtime, Bundle bundle) {
        this.runtime = runtime;
        this.bundle = bundle;
    }

    /**
     * How the components are at one moment.
     *
     * @param waiting what keeps components from being satisfied, each with its component
     * @param failed what components said when they could not be activated
     */
    public record State(List<String> waiting, List<String> failed) {}

    /** How they are now. */
    public State state() {
        List<String> waiting = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
            if (configurations.isEmpty() && component.defaultEnabled && !needsConfiguration(component)) {
                waiting.add(component.name + " is not there yet");
            }
            for (ComponentConfigurationDTO configuration : configurations) {
                look(component, configuration, waiting, failed);
            }
        }
        return new State(List.copyOf(waiting), List.copyOf(failed));
    }

    private static boolean needsConfiguration(ComponentDescriptionDTO component) {
        return "require".equals(component.configurationPolicy);
    }

    private static void look(
            ComponentDescriptionDTO component,
            ComponentConfigurationDTO configuration,
            List<String> waiting,
            List<String> failed) {
        switch (configuration.state) {
            case ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE:
                return;
            case ComponentConfigurationDTO.FAILED_ACTIVATION:
                failed.add(component.name + ": " + reason(configuration.failure));
                return;
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION:
                if (!needsConfiguration(component)) {
                    waiting.add(component.name + " waits for its configuration");
                }
                return;
            default:
                for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                    waiting.add(component.name + " waits for " + tell(component, reference));
                }
        }
    }

    private static String tell(ComponentDescriptionDTO component, UnsatisfiedReferenceDTO reference) {
        String type = Stream.of(component.references)
                .filter(r -> r.name.equals(reference.name))
                .map((ReferenceDTO r) -> r.interfaceName)
                .findFirst()
                .orElse("?");
        String hint =
                switch (type) {
                    case DATA -> ", which needs a permission db:read:AREA or db:write:AREA";
                    case SKILLS -> ", which needs a permission skill:call:ID";
                    case HTTP -> ", which needs a permission network:outbound:HOST:PORT";
                    default -> "";
                };
        return "a service " + type + " (reference " + reference.name + ")" + hint;
    }

    /** The first line of each cause of a stack trace; the last one is where it began. */
    private static String reason(String failure) {
        if (failure == null) {
            return "no reason given";
        }
        List<String> lines = Arrays.stream(failure.split("\n"))
                .filter(line -> !line.startsWith("\t") && !line.isBlank())
                .map(line -> line.replaceFirst("^Caused by: ", "").strip())
                .collect(Collectors.toList());
        return PlainWords.shorten(lines.isEmpty() ? failure : lines.get(lines.size() - 1));
    }
}
