package net.chingtech.ctos.skillhub.server.metadata;

import java.time.Instant;

/**
 * How it stands with the signed lists.
 *
 * @param detail what is wrong and what to do about it; null when nothing is
 * @param rootVersion null without a root
 * @param timestampVersion of the last timestamp; null before the first
 * @param expiresAt when the last timestamp does
 */
public record ListsState(
        Word state, String detail, Long rootVersion, Instant rootExpiresAt, Long timestampVersion, Instant expiresAt) {

    /** Whether all that is in the store is listed. */
    boolean listsAll() {
        return switch (state) {
            case OK, ROOT_EXPIRES_SOON -> true;
            // Without a root before the bad one there is nothing.
            case ROOT_INVALID -> rootVersion != null;
            default -> false;
        };
    }

    /** The state in a word. */
    public enum Word {
        /** All is listed, signed and fresh. */
        OK,
        /** The hub starts, or is making its first lists. */
        STARTING,
        /** Nobody made a root for this hub: it has no lists. */
        NO_ROOT,
        /** A root file is there that must not be used; the one before it still is. */
        ROOT_INVALID,
        /** The root has expired: no lists are made. */
        ROOT_EXPIRED,
        /** All is well, but a new root is needed soon. */
        ROOT_EXPIRES_SOON,
        /** A key file is missing, exposed or no key: no lists are made. */
        KEY_UNUSABLE,
        /** The root does not name a key of ours: no lists are made. */
        KEY_NOT_IN_ROOT,
        /** Disk or database failed. */
        FAILED
    }
}
