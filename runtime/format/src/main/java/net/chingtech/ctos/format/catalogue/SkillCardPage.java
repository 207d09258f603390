package net.chingtech.ctos.format.catalogue;

import java.util.List;

/**
 * One page of a search: {@code GET /skills}.
 *
 * @param page from 1
 * @param total how many skills fit in all
 * @param deepest how many of them one can leaf to; null when the hub does not say
 * @param categories with the first page: how many skills fit the same question in each category, whatever category was
 *     asked for, the most first; null with other pages, and from older hubs
 */
public record SkillCardPage(
        List<SkillCard> skills, int page, int perPage, long total, Long deepest, List<CategoryCount> categories) {}
