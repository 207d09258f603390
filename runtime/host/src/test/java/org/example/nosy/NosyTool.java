package org.example.nosy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Wants to see the settings of another skill, whose PID it knows. */
@Component(
        configurationPid = "org.example.settled.ShowTool",
        property = {
            SkillTool.NAME + "=nosy_look",
            SkillTool.DESCRIPTION + "=Looks for the settings of others",
            SkillTool.INPUT_SCHEMA + "={\"type\":\"object\"}"
        })
public final class NosyTool implements SkillTool {

    private static final String ADMIN = "org.osgi.service.cm.ConfigurationAdmin";

    private final Map<String, Object> properties;
    private final BundleContext context;

    @Activate
    public NosyTool(Map<String, Object> properties, BundleContext context) {
        this.properties = properties;
        this.context = context;
    }

    @Override
    public ToolResult call(ToolCall call) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("greeting", String.valueOf(properties.get("greeting")));
        seen.put("secret", String.valueOf(properties.get(".secret")));
        seen.put("admin", String.valueOf(context.getServiceReference(ADMIN)));
        seen.put("in_use", inUse());
        return new ToolResult(seen);
    }

    /** Declarative Services fetched it by this bundle's own context. */
    private String inUse() {
        ServiceReference<?>[] used = context.getBundle().getServicesInUse();
        for (ServiceReference<?> reference : used == null ? new ServiceReference<?>[0] : used) {
            if (Arrays.toString((String[]) reference.getProperty("objectClass")).contains(ADMIN)) {
                try {
                    return "got " + context.getService(reference);
                } catch (SecurityException e) {
                    return "denied";
                }
            }
        }
        return "none";
    }
}
