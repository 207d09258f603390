package net.chingtech.ctos.format.tuf;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * Which version of a role's file is the present one.
 *
 * @param length in bytes, or null when it is not said
 * @param hashes by algorithm, such as {@code sha256}, in lower-case hex; empty when not said
 */
public record FileMeta(
        long version,
        Long length,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> hashes) {
    public FileMeta {
        hashes = Sorted.copy(hashes);
    }
}
