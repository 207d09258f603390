package net.chingtech.ctos.permissions.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.permissions.SkillRights;
import net.chingtech.ctos.permissions.internal.canary.Canary;
import net.chingtech.ctos.runtime.ContainerHome;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.runtime.StartFailed;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Installs the canary as if it were a skill without grants, lets it try, and removes it again. */
final class CanaryTrial {

    private static final String MANIFEST = """
            {"id":"net.chingtech.ctos.canary","version":"1.0.0","name":"Canary","summary":"Tries what is forbidden",
             "author":{"name":"Ching Tech"},"license":"Apache-2.0"}
            """;

    private final BundleContext context;
    private final GuardedLayer layer;
    private final ContainerHome home;

    CanaryTrial(BundleContext context, GuardedLayer layer, ContainerHome home) {
        this.context = context;
        this.layer = layer;
        this.home = home;
    }

    /**
     * What was not denied, by name; empty when the fence holds. {@code own_folder} means that it denies too much.
     *
     * @throws IOException {@link BundleException} and the like: the canary could not even try
     */
    List<String> notDenied() throws IOException, BundleException, ReflectiveOperationException, StartFailed {
        StagedSkill canary = staged();
        Path own = home.data().resolve(canary.id().value());
        Files.createDirectories(home.temp());
        Path outside = Files.createTempDirectory(home.temp(), "canary-");
        List<String> found = new ArrayList<>();
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Files.createDirectories(own);
            Path forbidden = Files.writeString(outside.resolve("forbidden"), "secret");
            layer.set(canary.location(), SkillRights.of(canary, Grants.NONE, home, true));
            Bundle bundle = context.installBundle(
                    canary.location(), CanaryBundle.jar(canary.id().value(), "1.0.0"));
            try {
                // 1. With the rights that every skill has.
                found.addAll(sing(bundle, forbidden, own, listener.getLocalPort()));
                // 2. With no entry at all: a skill that was forgotten must have nothing, not everything.
                layer.forget(canary.location());
                sing(bundle, forbidden, null, listener.getLocalPort())
                        .forEach(name -> found.add(name + " (without an entry)"));
            } finally {
                bundle.uninstall();
            }
        } finally {
            layer.forget(canary.location());
            delete(outside);
            delete(own);
        }
        return List.copyOf(found);
    }

    private static StagedSkill staged() {
        try {
            SkillManifest manifest = SkillManifest.read(MANIFEST.getBytes(StandardCharsets.UTF_8));
            return new StagedSkill(manifest, "0".repeat(64), Path.of("canary.jar"), Tier.COMMUNITY);
        } catch (FormatException e) {
            throw new IllegalStateException("the canary's manifest is ours", e);
        }
    }

    private static List<String> sing(Bundle bundle, Path forbidden, Path own, int port)
            throws ReflectiveOperationException {
        Object canary = bundle.loadClass(Canary.class.getName())
                .getConstructor(Path.class, Path.class, Integer.class, String.class)
                .newInstance(forbidden, own, port, program());
        List<String> names = new ArrayList<>();
        for (Object name : (List<?>) call((Callable<?>) canary)) {
            names.add(String.valueOf(name));
        }
        return names;
    }

    private static Object call(Callable<?> canary) {
        try {
            return canary.call();
        } catch (Exception e) {
            throw new IllegalStateException("the canary answers, and never throws", e);
        }
    }

    private static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
