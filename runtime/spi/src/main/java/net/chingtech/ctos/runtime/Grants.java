package net.chingtech.ctos.runtime;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.chingtech.ctos.format.SkillPermission;

/**
 * What an administrator accepted for one skill; nothing else is granted.
 *
 * @param permissions each once, in the order of their names
 */
public record Grants(List<SkillPermission> permissions) {

    public static final Grants NONE = new Grants(List.of());

    public Grants {
        Set<SkillPermission> sorted = new LinkedHashSet<>(permissions.stream()
                .sorted(Comparator.comparing(SkillPermission::name))
                .toList());
        permissions = List.copyOf(sorted);
    }

    public boolean has(SkillPermission permission) {
        return permissions.contains(permission);
    }

    public <P extends SkillPermission> List<P> of(Class<P> kind) {
        return permissions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
