package net.chingtech.ctos.permissions;

import java.util.List;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.HostStatus;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.annotation.versioning.ConsumerType;
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
     * Sets a skill's rights, before its bundle is installed or while it runs; in force when this returns.
     *
     * @param mayWrite whether it may write in its folders; it may read and delete there in any case
     * @throws StartFailed {@code permission_not_supported_here}, {@code permission_not_asked}, or the reason why there is
     *     no fence; the rights before stay
     */
    void raise(StagedSkill skill, Grants grants, boolean mayWrite) throws StartFailed;

    /** Takes every right from a location, also from threads that outlive its bundle. */
    void strip(String location);

    /** The threads that a skill made and that still live. */
    List<Thread> threads(String location);

    /** Forgets a location that was stripped, once no thread of it lives. */
    void forget(String location);

    /** Forgets every location of a skill; only when no skill's bundle is installed. */
    void forgetAll();

    /** Has {@code watch} told of what is denied from now on, until the fence is gone. */
    void onDenied(Watch watch);

    /** Told what a skill was denied. */
    @ConsumerType
    interface Watch {

        /**
         * On the thread that was denied, in the middle of what it did: take note and return.
         *
         * @param location of the skill's bundle
         * @param permission the kind of permission, such as {@code java.io.FilePermission}
         * @param attempt what was tried, such as {@code read /etc/passwd}; the skill may have chosen each word
         */
        void denied(String location, String permission, String attempt);
    }
}
