package net.example.shop;

import net.chingtech.ctos.skill.MigrationContext;
import net.chingtech.ctos.skill.SkillMigration;
import org.osgi.service.component.annotations.Component;

/** Brings nothing forward. */
@Component(property = SkillMigration.NAME + "=prices")
public final class PriceMigration implements SkillMigration {

    @Override
    public void migrate(MigrationContext context) {
        // The build is what is tested.
    }
}
