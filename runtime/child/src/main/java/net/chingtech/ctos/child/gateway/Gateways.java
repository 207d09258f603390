package net.chingtech.ctos.child.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.wire.Peer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServicePermission;

/** The gateways of the skill. What they let through is the container's decision, at each call. */
public final class Gateways {

    private final ContextProxy context;
    private final Map<Class<?>, Object> services = new LinkedHashMap<>();

    public Gateways(Peer container, Identity identity, List<String> grants) {
        context = new ContextProxy(container, identity, grants);
        services.put(SkillContext.class, context);
        services.put(Data.class, new DataProxy(container));
        services.put(Skills.class, new SkillsProxy(container));
        services.put(Http.class, new HttpProxy(container));
    }

    /** Registers those that the skill may get: the same with and without a security layer. */
    public void register(BundleContext framework, List<List<String>> rights) {
        services.forEach((type, service) -> {
            if (rights.stream().anyMatch(right -> gives(right, type))) {
                framework.registerService(type.getName(), service, null);
            }
        });
    }

    private static boolean gives(List<String> right, Class<?> type) {
        return right.size() == 3
                && right.get(0).equals(ServicePermission.class.getName())
                && right.get(1).equals(type.getName())
                && List.of(right.get(2).split(",")).contains(ServicePermission.GET);
    }

    public SkillContext context() {
        return context;
    }

    public void regrant(List<String> grants) {
        context.regrant(grants);
    }
}
