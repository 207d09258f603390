package net.chingtech.ctos.engine.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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
     * @param satisfied the names of those that have all they need
     * @param waiting what keeps components from being satisfied, each with its component
     * @param unset which components wait for settings that nobody made: it is theirs to say that they need them
     * @param failed what components said when they could not be activated
     */
    public record State(Set<String> satisfied, List<String> waiting, List<String> unset, List<String> failed) {

        /** What keeps components from being there, all of it. */
        public List<String> open() {
            return Stream.concat(waiting.stream(), unset.stream()).toList();
        }
    }

    /** How they are now. */
    public State state() {
        return state(component -> true);
    }

    /** How those are now that have one of these values of a property. */
    public State state(String property, Collection<String> values) {
        return state(component -> values.contains(component.properties.get(property)));
    }

    private State state(Predicate<ComponentDescriptionDTO> which) {
        Findings findings = new Findings();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs(bundle)) {
            if (which.test(component)) {
                Collection<ComponentConfigurationDTO> configurations = runtime.getComponentConfigurationDTOs(component);
                if (configurations.isEmpty() && component.defaultEnabled) {
                    findings.absent(component);
                }
                configurations.forEach(configuration -> findings.look(component, configuration));
            }
        }
        return findings.state();
    }

    /** What was found so far. */
    private static final class Findings {

        private final Set<String> satisfied = new TreeSet<>();
        private final List<String> waiting = new ArrayList<>();
        private final List<String> unset = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        State state() {
            return new State(Set.copyOf(satisfied), List.copyOf(waiting), List.copyOf(unset), List.copyOf(failed));
        }

        void absent(ComponentDescriptionDTO component) {
            if ("require".equals(component.configurationPolicy)) {
                unset.add(component.name + " waits for its settings " + String.join(", ", component.configurationPid));
            } else {
                waiting.add(component.name + " is not there yet");
            }
        }

        void look(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
            switch (configuration.state) {
                case ComponentConfigurationDTO.SATISFIED, ComponentConfigurationDTO.ACTIVE:
                    satisfied.add(component.name);
                    return;
                case ComponentConfigurationDTO.FAILED_ACTIVATION:
                    failed.add(component.name + ": " + reason(configuration.failure));
                    return;
                case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION:
                    absent(component);
                    return;
                default:
                    for (UnsatisfiedReferenceDTO reference : configuration.unsatisfiedReferences) {
                        waiting.add(component.name + " waits for " + tell(component, reference));
                    }
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
