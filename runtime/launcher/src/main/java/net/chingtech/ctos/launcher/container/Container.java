package net.chingtech.ctos.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import net.chingtech.ctos.launcher.failure.CommandFailed;
import net.chingtech.ctos.launcher.home.Home;
import net.chingtech.ctos.launcher.home.RunningContainer;
import net.chingtech.ctos.launcher.hubs.HubList;
import net.chingtech.ctos.launcher.hubs.KnownHub;
import net.chingtech.ctos.launcher.publish.ExampleSkills;

/** A container of this process: the framework and, unless another hub was named, a hub beside it. */
public final class Container {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration HUB_SOON = Duration.ofSeconds(30);
    private static final Duration HUB_STOP = Duration.ofSeconds(5);
    private static final Duration FRAMEWORK_STOP = Duration.ofSeconds(20);

    private final Distribution distribution;
    private final Home home;
    private final String version;
    private ContainerFramework framework;
    private HubKeeper hub;

    public Container(Distribution distribution, Home home, String version) {
        this.distribution = distribution;
        this.home = home;
        this.version = version;
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @param port of the container, 0 for a free one
     * @param hubPort of the hub, 0 for a free one
     * @param foreignHub a hub that runs already, or null to start one
     * @param others hubs that are used beside it
     * @param chosen framework properties that whoever starts it chose
     */
    public RunningContainer start(
            int port, int hubPort, KnownHub foreignHub, List<KnownHub> others, Map<String, String> chosen)
            throws CommandFailed, IOException {
        OrphanedHub.await(home);
        int own = Ports.free(port, "--port");
        int hubs = foreignHub == null ? Ports.free(hubPort, "--hub-port") : 0;
        String url = "http://127.0.0.1:" + own;
        List<KnownHub> all = new ArrayList<>();
        all.add(foreignHub == null ? new HubList(home).own("http://127.0.0.1:" + hubs) : foreignHub);
        all.addAll(others);

        // 1. The hub comes up, and gets the example skills, while the framework does.
        CompletableFuture<Void> hubReady =
                foreignHub == null ? startHub(hubs) : CompletableFuture.completedFuture(null);

        // 2. The framework.
        FrameworkLog.quietJdk();
        System.setProperty("logback.configurationFile", distribution.logging().toString());
        System.setProperty("ctos.logs", home.logs().toString());
        List<BundleLine> lines = distribution.bundles();
        int top = lines.stream().mapToInt(BundleLine::startLevel).max().orElse(1);
        Map<String, String> properties = FrameworkProperties.of(home, version, own, url, all, top);
        properties.putAll(chosen);
        properties.put("ctos.child", distribution.child().toString());
        ContainerFramework installed = ContainerFramework.install(
                distribution, properties, new FrameworkLog(home.logs().resolve("framework.log")));
        synchronized (this) {
            framework = installed;
        }
        Readiness readiness = new Readiness(installed.context(), home.logs().resolve("container.log"));
        installed.start();
        readiness.await(READY);

        // 3. Both are there: now others may find this container.
        await(hubReady);
        if (foreignHub == null) {
            hub.keep();
        }
        RunningContainer running = RunningContainer.here(url, all.get(0).url());
        running.record(home);
        return running;
    }

    private CompletableFuture<Void> startHub(int port) throws CommandFailed {
        HubKeeper keeper = new HubKeeper(() -> HubProcess.start(distribution, home, port), HUB_SOON, System.err);
        synchronized (this) {
            hub = keeper;
        }
        HubProcess started = keeper.begin();
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        String address = started.await(READY);
                        new ExampleSkills(home, address).publish(distribution.skills());
                    } catch (CommandFailed | IOException e) {
                        throw new java.util.concurrent.CompletionException(e);
                    }
                },
                task -> new Thread(task, "ctos-hub-start").start());
    }

    private static void await(CompletableFuture<Void> hubReady) throws CommandFailed, IOException {
        try {
            hubReady.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CommandFailed failed) {
                throw failed;
            }
            throw new IOException("the example skills could not be published: " + e.getCause(), e.getCause());
        }
    }

    /**
     * Stops everything, as far as it was started. When this returns the framework's SecurityManager is gone: the caller
     * ends the process at once.
     */
    public void stop() {
        ContainerFramework runningFramework;
        HubKeeper runningHub;
        synchronized (this) {
            runningFramework = framework;
            runningHub = hub;
        }
        try {
            Files.deleteIfExists(home.running());
        } catch (IOException e) {
            // A record that stays behind is seen through: its process is gone.
        }
        if (runningHub != null) {
            runningHub.stop(HUB_STOP);
        }
        if (runningFramework != null) {
            runningFramework.stop(FRAMEWORK_STOP);
        }
    }
}
