package net.chingtech.ctos.host.framework;

import java.util.Map;
import net.chingtech.ctos.host.updates.UpdateDrill;
import net.chingtech.ctos.runtime.Grants;
import org.junit.jupiter.api.Test;

/** Updates of a skill in the framework under load. */
class SecuredUpdatesTest extends SecuredFixture {

    @Test
    void noCallIsLost_whateverBecomesOfAnUpdate() throws Exception {
        UpdateDrill drill = new UpdateDrill(
                router,
                6,
                "updated_who",
                Map.of(),
                version -> host.start(TestSkill.of("updated").version(version).stage(artifacts), Grants.NONE));

        drill.run(10);
    }
}
