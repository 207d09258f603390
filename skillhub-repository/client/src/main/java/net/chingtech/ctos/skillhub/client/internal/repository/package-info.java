/** SkillHub as an OSGi repository (Compendium 132): releases as resources, found by what they provide. */
package net.chingtech.ctos.skillhub.client.internal.repository;
