package net.chingtech.ctos.host.internal.skill;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillHeaders;
import net.chingtech.ctos.host.internal.start.ToolChecks;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.skill.SkillTool;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The services that one skill's bundle registered: its tools, its health checks, and none that it may not. */
final class OfferedServices {

    private static final int LARGEST_SCHEMA = 256 * 1024;

    private final BundleContext context;
    private final Bundle bundle;
    private final StagedSkill skill;

    OfferedServices(BundleContext context, Bundle bundle, StagedSkill skill) {
        this.context = context;
        this.bundle = bundle;
        this.skill = skill;
    }

    /** A tool as it was described, and the service behind it. */
    record Offered(ToolDescription description, ServiceReference<?> reference) {}

    /** A service of the skill is not as it must be. */
    static final class Unfit extends Exception {

        private static final long serialVersionUID = 1L;

        private final String code;

        Unfit(String code, String message) {
            super(message);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    /** What the manifest promises and is not there yet; empty when the tools can be taken. */
    List<String> missing() {
        List<String> names = references(SkillTool.class).stream()
                .map(r -> String.valueOf(r.getProperty(SkillTool.NAME)))
                .toList();
        List<String> missing = new ArrayList<>(skill.manifest().exports());
        missing.removeAll(names);
        if (names.isEmpty() && missing.isEmpty()) {
            missing.add("any tool at all");
        }
        return missing;
    }

    /** @throws Unfit {@code service_not_allowed} */
    void refuseForeignTypes() throws Unfit {
        String own = skill.id() + ".";
        for (ServiceReference<?> reference : all()) {
            for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                if (!SkillHeaders.OFFERED_SERVICES.contains(type) && !type.startsWith(own)) {
                    throw new Unfit("service_not_allowed", "it registers a service " + type);
                }
            }
        }
    }

    /** @throws Unfit {@code tools_invalid} */
    Map<String, Offered> tools() throws Unfit {
        Map<String, Offered> tools = new LinkedHashMap<>();
        for (ServiceReference<?> reference : references(SkillTool.class)) {
            Offered tool = new Offered(describe(reference), reference);
            if (tools.put(tool.description().name(), tool) != null) {
                throw invalid("two tools are called " + tool.description().name());
            }
        }
        return tools;
    }

    List<ServiceReference<?>> healthChecks() {
        return references(HealthCheck.class);
    }

    private ToolDescription describe(ServiceReference<?> reference) throws Unfit {
        try {
            String name = ToolChecks.name(reference.getProperty(SkillTool.NAME));
            if (!(reference.getProperty(SkillTool.INPUT_SCHEMA) instanceof String schema)) {
                throw invalid("the tool " + name + " has no " + SkillTool.INPUT_SCHEMA);
            }
            String json = schema.strip().startsWith("{") ? schema : entry(name, schema.strip());
            return ToolChecks.check(skill, name, reference.getProperty(SkillTool.DESCRIPTION), json);
        } catch (ToolChecks.Invalid e) {
            throw invalid(e.getMessage());
        }
    }

    private String entry(String tool, String path) throws Unfit {
        URL entry = bundle.getEntry(path);
        if (entry == null) {
            throw invalid("the input schema of " + tool + " is not in the bundle: " + path);
        }
        try (InputStream in = entry.openStream()) {
            byte[] bytes = in.readNBytes(LARGEST_SCHEMA + 1);
            if (bytes.length > LARGEST_SCHEMA) {
                throw invalid("the input schema of " + tool + " is larger than " + LARGEST_SCHEMA + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw invalid("the input schema of " + tool + " cannot be read: " + e.getMessage());
        }
    }

    private static Unfit invalid(String message) {
        return new Unfit("tools_invalid", message);
    }

    private List<ServiceReference<?>> all() {
        ServiceReference<?>[] registered = bundle.getRegisteredServices();
        return registered == null ? List.of() : List.of(registered);
    }

    private List<ServiceReference<?>> references(Class<?> type) {
        return all().stream()
                .filter(r -> Arrays.asList((String[]) r.getProperty(Constants.OBJECTCLASS))
                        .contains(type.getName()))
                .filter(r -> r.isAssignableTo(context.getBundle(), type.getName()))
                .sorted()
                .toList();
    }
}
