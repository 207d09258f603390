package net.chingtech.ctos.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.chingtech.ctos.format.SkillId;
import org.osgi.annotation.versioning.ProviderType;

/** What left the container for the world outside since it started, counted, without any content. */
@ProviderType
public interface Traffic {

    /** What a skill sent and got, by destination; empty when nothing left. */
    List<Destination> of(SkillId skill);

    /**
     * One destination of a skill.
     *
     * @param host as the skill's grants name it; {@code *} for all beyond the first thousand
     * @param port 0 for {@code *}
     * @param methods requests by method; a connection of a program through the relay is a {@code CONNECT}
     * @param statuses answers by status; what failed before an answer is under {@code failed}
     * @param bytesOut sent, heads and bodies, without what TLS adds
     * @param bytesIn received, bodies as they are unpacked
     */
    record Destination(
            String host,
            int port,
            Map<String, Long> methods,
            Map<String, Long> statuses,
            long bytesOut,
            long bytesIn,
            Instant first,
            Instant last) {

        public Destination {
            methods = Map.copyOf(methods);
            statuses = Map.copyOf(statuses);
        }
    }
}
