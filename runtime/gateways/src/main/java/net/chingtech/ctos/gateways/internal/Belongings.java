package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.internal.data.Database;
import net.chingtech.ctos.gateways.internal.env.Environment;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the gateways keep for skills, beyond their runs. */
@Component
public final class Belongings implements SkillBelongings {

    private final Database database;
    private final Environment environment;

    @Activate
    public Belongings(@Reference Database database, @Reference Environment environment) {
        this.database = database;
        this.environment = environment;
    }

    @Override
    public boolean hasTables(SkillId skill) throws IOException {
        try {
            return database.hasOwnTables(skill);
        } catch (StartFailed e) {
            throw new IOException("nobody can say whether " + skill + " has own tables", e);
        }
    }

    @Override
    public void purge(SkillId skill) throws IOException {
        environment.purge(skill);
        try {
            database.purge(skill);
        } catch (StartFailed e) {
            throw new IOException("the own tables of " + skill + " could not be removed", e);
        }
    }
}
