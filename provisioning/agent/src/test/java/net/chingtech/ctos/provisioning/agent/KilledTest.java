package net.chingtech.ctos.provisioning.agent;

import static net.chingtech.ctos.provisioning.agent.Skills.ACCOUNTING;
import static net.chingtech.ctos.provisioning.agent.Skills.CRM;
import static net.chingtech.ctos.provisioning.agent.Skills.skill;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process ends anywhere in a change, or in the start after that: what is there is all of before, or all of after. */
class KilledTest {

    @TempDir(factory = QuickFolder.class)
    Path folder;

    Rig rig;
    Scenes scenes;
    Kills kills;

    @BeforeEach
    void begin() throws Exception {
        rig = new Rig(Files.createDirectory(folder.resolve("first")));
        scenes = new Scenes(rig);
        kills = new Kills(folder, rig);
    }

    @Test
    void updateWithMigrations() throws Exception {
        scenes.migration();
        kills.everywhereIn(Scenes.UPDATE);
    }

    @Test
    void updateSideBySide() throws Exception {
        scenes.sideBySide();
        kills.ignoring("skills/data/net.chingtech.crm/people").everywhereIn(Scenes.UPDATE);
    }

    @Test
    void updateOfAGroup() throws Exception {
        scenes.group();
        kills.everywhereIn(new Change.Update(ACCOUNTING, null));
    }

    @Test
    void rollbackWithItsData() throws Exception {
        scenes.rollback();
        kills.everywhereIn(new Change.Rollback(CRM, null));
    }

    @Test
    void installOverKeptData() throws Exception {
        scenes.kept();
        kills.everywhereIn(new Change.Install(CRM, null));
    }

    @Test
    void firstInstall() throws Exception {
        rig.publish(Scenes.migrating());
        kills.everywhereIn(new Change.Install(CRM, null));
    }

    @Test
    void uninstallWithItsData() throws Exception {
        scenes.migration();
        kills.everywhereIn(new Change.Uninstall(CRM, true));
    }

    @Test
    void uninstallThatKeepsItsData() throws Exception {
        scenes.migration();
        kills.everywhereIn(new Change.Uninstall(CRM, false));
    }

    @Test
    void updateToAVersionOfBefore() throws Exception {
        scenes.rollback();
        rig.succeed(new Change.Rollback(CRM, null));
        kills.everywhereIn(Scenes.UPDATE);
    }

    @Test
    void updateOfWhatHasNothing() throws Exception {
        rig.publish(skill(CRM, "2.0.1"));
        rig.install(CRM, "2.0.1");
        rig.publish(skill(CRM, "2.1.0"));
        kills.ignoring("skills/data/net.chingtech.crm/people").everywhereIn(Scenes.UPDATE);
    }

    @Test
    void restart() throws Exception {
        scenes.migration();
        kills.everywhereIn(new Change.Restart(CRM, Change.HostWish.IN_FRAMEWORK));
    }

    @Test
    void newSettings() throws Exception {
        scenes.migration();
        kills.everywhereIn(() -> {
            try {
                Map<String, Map<String, Object>> values = Map.of(FakeSettings.pid(CRM), Map.of("text", "new"));
                rig.await(rig.parts.agent.configure(CRM, values, "admin"));
            } catch (ProvisioningException e) {
                throw new AssertionError(e.problem().toString(), e);
            }
        });
    }

    @Test
    void migrationOfALegacySkill() throws Exception {
        new LegacyScene(rig).ready();
        kills.everywhereIn(LegacyScene.MIGRATE);
    }

    @Test
    void migrationToWhatIsThereAlready() throws Exception {
        new LegacyScene(rig).ready();
        rig.install(LegacyScene.NEW_TOOLS, null);
        kills.everywhereIn(LegacyScene.MIGRATE);
    }

    @Test
    void undoneMigration() throws Exception {
        new LegacyScene(rig).ready();
        rig.succeed(LegacyScene.MIGRATE);
        kills.everywhereIn(LegacyScene.UNDO);
    }
}
