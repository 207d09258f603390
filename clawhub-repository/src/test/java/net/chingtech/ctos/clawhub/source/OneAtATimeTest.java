package net.chingtech.ctos.clawhub.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.chingtech.ctos.provisioning.ProvisioningException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneAtATimeTest {

    @TempDir
    Path folder;

    @Test
    void twoSkills_areInMemoryOneAfterTheOther() throws Exception {
        try (Scene scene = new Scene(folder)) {
            AtomicBoolean met = new AtomicBoolean();
            CountDownLatch both = new CountDownLatch(2);
            scene.whileWrapping = () -> {
                both.countDown();
                try {
                    // The other one comes, if it can.
                    if (both.getCount() > 0 && both.await(1, TimeUnit.SECONDS)) {
                        met.set(true);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            };
            scene.server.skill("acme", "one").version("1.0.0");
            scene.server.skill("acme", "other").version("1.0.0");

            List<CompletableFuture<String>> asked = List.of(asked(scene, "one"), asked(scene, "other"));

            for (CompletableFuture<String> one : asked) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isEqualTo("1.0.0");
            }
            assertThat(scene.wrapped).hasValue(2);
            assertThat(met).isFalse();
        }
    }

    private static CompletableFuture<String> asked(Scene scene, String slug) {
        CompletableFuture<String> version = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        version.complete(
                                scene.release("acme", slug).claim().version().toString());
                    } catch (ProvisioningException | RuntimeException e) {
                        version.completeExceptionally(e);
                    }
                })
                .start();
        return version;
    }
}
