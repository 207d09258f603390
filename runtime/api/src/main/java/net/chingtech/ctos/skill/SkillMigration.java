package net.chingtech.ctos.skill;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Brings what a skill keeps in its data folder, its own tables and its settings from the form of an older version to that of
 * this one. A service of the skill with the property {@value #NAME}, named by an entry of {@code migrations} in its {@code
 * manifest.json}. It is called once, before any tool of this version is, while no other version of the skill runs. When it
 * throws, or takes too long, all is put back as it was and the old version goes on.
 */
@ConsumerType
public interface SkillMigration {

    /** Service property: the name by which {@code manifest.json} means it. */
    String NAME = "migration.name";

    /** @throws Exception when the old form cannot be brought forward; its message is shown to the administrator */
    void migrate(MigrationContext context) throws Exception;
}
