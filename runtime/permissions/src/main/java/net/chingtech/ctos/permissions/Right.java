package net.chingtech.ctos.permissions;

/**
 * One Java or OSGi permission that a skill's bundle gets.
 *
 * @param type class name of the permission
 * @param name its name
 * @param actions its actions, comma separated
 */
public record Right(String type, String name, String actions) {}
