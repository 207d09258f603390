package net.chingtech.ctos.host.internal.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import net.chingtech.ctos.host.framework.TestSkill;
import net.chingtech.ctos.host.internal.router.Router;
import net.chingtech.ctos.host.updates.UpdateDrill;
import net.chingtech.ctos.runtime.Grants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates of a skill in processes under load. */
class RealUpdatesTest {

    @TempDir
    Path folder;

    @Test
    void noCallIsLost_whateverBecomesOfAnUpdate() throws Exception {
        RealFixture.isThere();
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        ProcessHost host = RealFixture.host(RealFixture.settings(folder, Duration.ZERO), new FakeAdmissions(folder));
        Router router = new Router();
        try {
            UpdateDrill drill = new UpdateDrill(
                    router,
                    6,
                    "updated_who",
                    Map.of(),
                    version ->
                            host.start(TestSkill.of("updated").version(version).stage(artifacts), Grants.NONE));

            drill.run(3);
        } finally {
            router.stop();
            host.stop();
        }
    }
}
