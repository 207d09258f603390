package net.chingtech.ctos.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Function;
import org.example.intruder.GroupMaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.service.permissionadmin.PermissionAdmin;
import org.osgi.service.permissionadmin.PermissionInfo;

/** The guard and the table of skills together. */
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "a SecurityManager needs a flag of the process, or is gone")
class ThreadGroupTest {

    private static final String SKILL = "skill:org.example.intruder@1.0.0#00";

    @TempDir
    Path cache;

    @Test
    @SuppressWarnings("unchecked")
    void groupWithinASkillsOwn_reachesNoThreadOfTheContainer() throws Exception {
        try (SecuredFelix felix = new SecuredFelix(cache)) {
            felix.service(PermissionAdmin.class).setPermissions(SKILL, new PermissionInfo[] {
                new PermissionInfo("java.util.PropertyPermission", "java.version", "read")
            });
            Bundle skill = felix.install(SKILL, GroupMaker.class);
            Function<Thread, Throwable> maker = (Function<Thread, Throwable>)
                    skill.loadClass(GroupMaker.class.getName()).getConstructor().newInstance();

            assertThat(maker.apply(Thread.currentThread())).isInstanceOf(SecurityException.class);
        }
    }
}
