package net.chingtech.ctos.format.catalogue;

import java.util.List;

/** {@code POST /capabilities/query}: requirements, each a namespace and an LDAP filter; at most 100. */
public record CapabilityQuestion(List<Need> requirements) {

    public static final int MOST = 100;

    /** One requirement; {@code filter} may be null. */
    public record Need(String namespace, String filter) {}
}
