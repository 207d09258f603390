package net.chingtech.ctos.gateways;

import java.nio.file.Path;
import java.util.Optional;
import net.chingtech.ctos.format.Problem;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** Which skills may use the gateways, each with its grants; a bundle that was not admitted gets none. */
@ProviderType
public interface Admissions {

    /**
     * Admits a skill by its location: makes its folders, and its user in the database when it was granted data.
     *
     * @throws StartFailed {@code data_area_unknown}, {@code data_unavailable}, {@code migration_failed} or
     *     {@code folder_failed}
     */
    Admission admit(StagedSkill skill, Grants grants) throws StartFailed;

    /** An admitted skill; closed when the skill stopped, and from then on every gateway refuses it. */
    @ProviderType
    interface Admission extends AutoCloseable {

        /** Its gateways, the same ones that its bundle gets as services in the container's own framework. */
        SkillDoors doors();

        /** Its data folder on this machine; exists. */
        Path dataFolder();

        /** Its temporary folder on this machine; exists, with {@code filesystem:temp} granted at this moment. */
        Optional<Path> tempFolder();

        /**
         * The unix socket, alone in its folder, at which programs that the skill runs find an HTTP proxy; present with
         * {@code process:exec} granted to a skill that asks for the network. What goes through it is held to the same
         * grants as {@link SkillDoors#http()}.
         */
        Optional<Path> relay();

        /** Writes into the skill's own log, without the values that were set for it. */
        void log(System.Logger.Level level, String message);

        /** What the skill's code said, without the values that were set for it with {@code env:NAME}; null stays null. */
        String hide(String text);

        /**
         * Writes down that the skill tried what it may not, in its log and in the audit; of many in a short time a few.
         *
         * @param permission what it would have needed, such as {@code network:outbound:api.example:443}
         * @param call what it tried, such as {@code GET api.example:443}; no payload
         */
        void denied(String permission, String call);

        /** Tells {@code listener} when the skill's folders grow over their quota, at once when they are over it now. */
        void onQuota(QuotaListener listener);

        /**
         * Changes what the gateways let through, from the return of this method on.
         *
         * @throws StartFailed as {@link Admissions#admit}; the grants before are kept
         */
        void regrant(Grants grants) throws StartFailed;

        @Override
        void close();
    }

    /** Told about the quota of one skill's folders, by a thread of the container that must not be held up. */
    @ConsumerType
    interface QuotaListener {

        /**
         * They are over it: until they fit, the skill must not write, but may delete.
         *
         * @param problem {@code quota_exceeded}
         */
        void over(Problem problem);

        /** They fit again. */
        void fits();
    }
}
