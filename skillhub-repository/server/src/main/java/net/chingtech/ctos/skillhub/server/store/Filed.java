package net.chingtech.ctos.skillhub.server.store;

/** What came of filing a release. */
public enum Filed {
    /** It is new, and kept. */
    NEW,
    /** The same artifact under the same id and version was there already. */
    SAME,
    /** Another artifact has this id and version; releases never change. */
    VERSION_EXISTS,
    /** The id was first published by another key. */
    ID_BELONGS_TO_OTHER
}
