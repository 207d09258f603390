package net.chingtech.ctos.child.framework;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.chingtech.ctos.guard.SecurityLayer;

/** The packages that the framework offers to bundles. */
public final class Packages {

    /** From the class path, with the versions that they have there. */
    public static final List<String> FOR_SKILLS = List.of(
            "net.chingtech.ctos.skill;version=1.0.0",
            "org.osgi.service.component;version=1.5.1",
            "org.osgi.util.promise;version=1.3.0",
            "org.osgi.util.function;version=1.2",
            "org.apache.felix.hc.api;version=2.0.0");

    /** Its own: what skills and the security layer take of it. */
    private static final List<String> OF_THE_FRAMEWORK =
            List.of("org.osgi.framework;version=1.10", SecurityLayer.PACKAGES);

    private Packages() {}

    /**
     * All of them, and those of Java that need no import but may have one. Named here, since the framework takes long to find
     * out what each module of the JDK exports, and skills get none of that.
     */
    static String all() {
        Stream<String> java = ModuleLayer.boot().modules().stream()
                .flatMap(module -> module.getDescriptor().exports().stream())
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .filter(name -> name.startsWith("java."))
                .sorted();
        return Stream.of(FOR_SKILLS.stream(), OF_THE_FRAMEWORK.stream(), java)
                .flatMap(names -> names)
                .collect(Collectors.joining(","));
    }
}
