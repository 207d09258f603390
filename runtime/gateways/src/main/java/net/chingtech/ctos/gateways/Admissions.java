package net.chingtech.ctos.gateways;

import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.annotation.versioning.ProviderType;

/** Which skills may use the gateways, each with its grants; a bundle that was not admitted gets none. */
@ProviderType
public interface Admissions {

    /**
     * Admits a skill by its location: makes its folders, and its user in the database when it was granted data.
     *
     * @throws StartFailed {@code data_area_unknown}, {@code data_unavailable} or {@code folder_failed}
     */
    Admission admit(StagedSkill skill, Grants grants) throws StartFailed;

    /** An admitted skill; closed when the skill stopped, and from then on every gateway refuses it. */
    @ProviderType
    interface Admission extends AutoCloseable {

        /** Writes into the skill's own log. */
        void log(System.Logger.Level level, String message);

        /**
         * Changes what the gateways let through, from the return of this method on.
         *
         * @throws StartFailed as {@link Admissions#admit}; the grants before are kept
         */
        void regrant(Grants grants) throws StartFailed;

        @Override
        void close();
    }
}
