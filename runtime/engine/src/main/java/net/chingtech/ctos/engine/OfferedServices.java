package net.chingtech.ctos.engine;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import net.chingtech.ctos.engine.calls.PlainWords;
import net.chingtech.ctos.skill.SkillMigration;
import net.chingtech.ctos.skill.SkillTool;
import org.apache.felix.hc.api.HealthCheck;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** The services that one skill's bundle registered: its tools, its migrations, its health checks, and none that it may not. */
final class OfferedServices {

    private static final Pattern TOOL_NAME = Pattern.compile("[a-z0-9_]{1,64}");
    private static final String MANAGED_SERVICE = "org.osgi.service.cm.ManagedService";
    private static final int LARGEST_SCHEMA = 256 * 1024;
    private static final int LONGEST_DESCRIPTION = 4_000;

    private final BundleContext context;
    private final Bundle bundle;
    private final SkillBundle skill;

    OfferedServices(BundleContext context, Bundle bundle, SkillBundle skill) {
        this.context = context;
        this.bundle = bundle;
        this.skill = skill;
    }

    /** A tool as it was described, and the service behind it. */
    record Offered(OfferedTool description, ServiceReference<?> reference) {}

    /** What the manifest promises and is not there yet; empty when the tools can be taken. */
    List<String> missing() {
        List<String> names = references(SkillTool.class).stream()
                .map(r -> String.valueOf(r.getProperty(SkillTool.NAME)))
                .toList();
        List<String> missing = new ArrayList<>(skill.exports());
        missing.removeAll(names);
        if (names.isEmpty() && missing.isEmpty()) {
            missing.add("any tool at all");
        }
        return missing;
    }

    /** @throws EngineFailed {@code service_not_allowed} */
    void refuseForeignTypes() throws EngineFailed {
        String own = skill.id() + ".";
        for (ServiceReference<?> reference : all()) {
            if (isOfDeclarativeServices(reference)) {
                continue;
            }
            for (String type : (String[]) reference.getProperty(Constants.OBJECTCLASS)) {
                if (!skill.offeredServices().contains(type) && !type.startsWith(own)) {
                    throw new EngineFailed(
                            "service_not_allowed", "it registers a service " + type + ".", List.of(), null);
                }
            }
        }
    }

    /**
     * Declarative Services registers one in the name of each bundle whose components' settings it reads. Without a PID
     * nobody is ever told anything by it.
     */
    private static boolean isOfDeclarativeServices(ServiceReference<?> reference) {
        String[] types = (String[]) reference.getProperty(Constants.OBJECTCLASS);
        return types.length == 1
                && types[0].equals(MANAGED_SERVICE)
                && reference.getProperty(Constants.SERVICE_PID) == null;
    }

    /** @throws EngineFailed {@code tools_invalid} */
    Map<String, Offered> tools() throws EngineFailed {
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

    /** Its migrations, by name; of two with one name the first. */
    Map<String, ServiceReference<?>> migrations() {
        Map<String, ServiceReference<?>> migrations = new TreeMap<>();
        for (ServiceReference<?> reference : references(SkillMigration.class)) {
            if (reference.getProperty(SkillMigration.NAME) instanceof String name) {
                migrations.putIfAbsent(PlainWords.shorten(name), reference);
            }
        }
        return migrations;
    }

    private OfferedTool describe(ServiceReference<?> reference) throws EngineFailed {
        if (!(reference.getProperty(SkillTool.NAME) instanceof String name)
                || !TOOL_NAME.matcher(name).matches()) {
            throw invalid("a tool's " + SkillTool.NAME + " is not 1 to 64 of a-z, 0-9 and _");
        }
        if (!(reference.getProperty(SkillTool.DESCRIPTION) instanceof String description)
                || description.isBlank()
                || description.length() > LONGEST_DESCRIPTION) {
            throw invalid("the tool " + name + " has no " + SkillTool.DESCRIPTION + " of at most " + LONGEST_DESCRIPTION
                    + " characters");
        }
        if (!(reference.getProperty(SkillTool.INPUT_SCHEMA) instanceof String schema)) {
            throw invalid("the tool " + name + " has no " + SkillTool.INPUT_SCHEMA);
        }
        String json = schema.strip().startsWith("{") ? schema : entry(name, schema.strip());
        return new OfferedTool(name, description, json);
    }

    private String entry(String tool, String path) throws EngineFailed {
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

    private static EngineFailed invalid(String message) {
        return new EngineFailed("tools_invalid", message + ".", List.of(), null);
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
