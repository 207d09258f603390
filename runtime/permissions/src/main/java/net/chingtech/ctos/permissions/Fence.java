package net.chingtech.ctos.permissions;

import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.annotation.versioning.ProviderType;

/** Holds each skill's bundle to its grants by the OSGi security layer, keyed on the bundle's location. */
@ProviderType
public interface Fence {

    /**
     * Whether the fence holds, found out once at start by a canary that really tries what is forbidden: {@code ready},
     * {@code host_unavailable_java}, {@code security_layer_missing}, {@code canary_not_denied} or
     * {@code canary_failed}.
     */
    HostStatus status();

    /**
     * Sets a skill's rights, before its bundle is installed.
     *
     * @throws StartFailed {@code permission_not_supported_here}, {@code permission_not_asked}, or the reason why there is
     *     no fence
     */
    void raise(StagedSkill skill, Grants grants) throws StartFailed;

    /** Takes every right from a location, also from threads that outlive its bundle. */
    void strip(String location);

    /** Forgets every location of a skill; only when no skill's bundle is installed. */
    void forgetAll();
}
