package net.chingtech.ctos.format.catalogue;

/**
 * A category, and how many of the skills that fit a question are in it.
 *
 * @param name as most of them write it; large and small letters make no other category
 */
public record CategoryCount(String name, long count) {}
