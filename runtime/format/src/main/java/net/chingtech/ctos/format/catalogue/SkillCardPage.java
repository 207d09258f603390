package net.chingtech.ctos.format.catalogue;

import java.util.List;

/**
 * One page of a search: {@code GET /skills}.
 *
 * @param page from 1
 * @param total how many skills fit in all
 */
public record SkillCardPage(List<SkillCard> skills, int page, int perPage, long total) {}
