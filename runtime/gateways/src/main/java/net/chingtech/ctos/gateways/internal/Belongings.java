package net.chingtech.ctos.gateways.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.gateways.internal.data.Database;
import net.chingtech.ctos.gateways.internal.env.Environment;
import net.chingtech.ctos.runtime.SkillBelongings;
import net.chingtech.ctos.runtime.StagedSkill;
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
            return database.ownTables().exist(skill);
        } catch (StartFailed e) {
            throw new IOException("nobody can say whether " + skill + " has own tables", e);
        }
    }

    @Override
    public long tableBytes(SkillId skill) throws IOException {
        try {
            return database.ownTables().bytes(skill);
        } catch (StartFailed e) {
            throw new IOException("nobody can say how large the own tables of " + skill + " are", e);
        }
    }

    @Override
    public void backUp(SkillId skill, Path folder) throws IOException {
        database.ownTables().backUp(skill, folder);
    }

    @Override
    public void restore(SkillId skill, Path folder) throws IOException {
        database.ownTables().restore(skill, folder);
    }

    @Override
    public void dropTables(SkillId skill) throws IOException {
        try {
            database.ownTables().purge(skill);
        } catch (StartFailed e) {
            throw new IOException("the own tables of " + skill + " could not be removed", e);
        }
    }

    @Override
    public List<String> migrate(StagedSkill skill, List<String> scripts) throws StartFailed {
        return database.ownTables().migrate(skill, scripts);
    }

    @Override
    public Set<String> valueNames(SkillId skill) {
        return environment.names(skill);
    }

    @Override
    public Optional<String> value(SkillId skill, String name) {
        return environment.value(skill, name);
    }

    @Override
    public void setValue(SkillId skill, String name, String value) throws IOException {
        environment.set(skill, name, value);
    }

    @Override
    public void purge(SkillId skill) throws IOException {
        environment.purge(skill);
        dropTables(skill);
    }
}
