package net.chingtech.ctos.launcher.container;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Why something in the framework does not run, one line each. */
final class Diagnosis {

    private static final String COMPONENTS = "org.osgi.service.component.runtime.ServiceComponentRuntime";
    private static final int UNSATISFIED_CONFIGURATION = 1;
    private static final int UNSATISFIED_REFERENCE = 2;
    private static final int FAILED_ACTIVATION = 16;
    private static final String OURS = "net.chingtech.ctos.";

    private Diagnosis() {}

    /** Bundles of the platform that should be active and are not, with the reason that the framework gives. */
    static List<String> brokenBundles(BundleContext context) {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED)
                .filter(bundle -> !bundle.getLocation().startsWith("skill:"))
                .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
                .map(bundle -> "bundle " + bundle.getSymbolicName() + " does not start: " + reason(bundle))
                .toList();
    }

    private static String reason(Bundle bundle) {
        try {
            bundle.start();
            return "it started at a second try";
        } catch (BundleException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return e.getMessage().replaceFirst("(?s) Unresolved requirements:.*", "")
                    + (cause == e ? "" : " (" + cause + ")");
        }
    }

    /** Declarative Services components that cannot be made, with the references that they lack. */
    static List<String> waitingComponents(BundleContext context) {
        return components(context, Diagnosis::line);
    }

    /** Why components of our own could not be activated, in the words of what failed: waiting will not help them. */
    static List<String> failedActivations(BundleContext context) {
        return components(
                context,
                (name, configuration) ->
                        name.startsWith(OURS) && (int) field(configuration, "state") == FAILED_ACTIVATION
                                ? Optional.of(words(String.valueOf(field(configuration, "failure"))))
                                : Optional.empty());
    }

    /** The message of a stack trace, without the name of the exception. */
    static String words(String stackTrace) {
        return stackTrace.lines().findFirst().orElse("").replaceFirst("^[\\w.$]+: ", "");
    }

    /** What is to be said of a component's configuration, a DTO of the component runtime. */
    @FunctionalInterface
    private interface Look {
        Optional<String> at(String name, Object configuration) throws ReflectiveOperationException;
    }

    /** Asks by reflection: the types are the component runtime's own, which this class loader does not have. */
    private static List<String> components(BundleContext context, Look look) {
        ServiceReference<?> reference = context.getServiceReference(COMPONENTS);
        if (reference == null) {
            return List.of("no component runtime: org.apache.felix.scr is not active");
        }
        Object runtime = context.getService(reference);
        List<String> lines = new ArrayList<>();
        try {
            Class<?> door = runtime.getClass().getClassLoader().loadClass(COMPONENTS);
            Object bundles = java.lang.reflect.Array.newInstance(Bundle.class, 0);
            Collection<?> components = (Collection<?>) door.getMethod("getComponentDescriptionDTOs", Bundle[].class)
                    .invoke(runtime, bundles);
            for (Object component : components) {
                Collection<?> configurations =
                        (Collection<?>) door.getMethod("getComponentConfigurationDTOs", component.getClass())
                                .invoke(runtime, component);
                for (Object configuration : configurations) {
                    look.at((String) field(component, "name"), configuration).ifPresent(lines::add);
                }
            }
        } catch (ReflectiveOperationException e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            lines.add("components cannot be asked: " + cause);
        }
        return lines;
    }

    private static Optional<String> line(String name, Object configuration) throws ReflectiveOperationException {
        switch ((int) field(configuration, "state")) {
            case UNSATISFIED_REFERENCE:
                List<String> lacking = new ArrayList<>();
                for (Object reference : (Object[]) field(configuration, "unsatisfiedReferences")) {
                    Object target = field(reference, "target");
                    lacking.add(field(reference, "name") + (target == null ? "" : " " + target));
                }
                return Optional.of("component " + name + " lacks " + String.join(", ", lacking));
            case UNSATISFIED_CONFIGURATION:
                return Optional.of("component " + name + " lacks its configuration");
            case FAILED_ACTIVATION:
                String failure = String.valueOf(field(configuration, "failure"));
                return Optional.of("component " + name + " failed: " + words(failure));
            default:
                return Optional.empty();
        }
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }
}
