package net.chingtech.ctos.skillhub.server.search;

/** How results are ordered; those alike by it come by downloads, then by id. */
public enum SearchOrder {
    /** Best fit first. */
    RELEVANCE,
    /** Most downloads first. */
    POPULARITY,
    /** Latest release first. */
    NEWEST,
    /** Best rating first, by {@link net.chingtech.ctos.format.catalogue.SkillCard.Rating#score()}. */
    RATING,
    /** By name, from a to z. */
    NAME
}
