package net.chingtech.ctos.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.Felix;
import org.example.intruder.Intruder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/** Java's policy allows everything here: what is denied is denied by the guard alone. */
@EnabledForJreRange(max = JRE.JAVA_17, disabledReason = "a SecurityManager needs a flag of the process, or is gone")
class SkillGuardTest {

    @TempDir
    Path cache;

    @Test
    void aSkill_reachesNoThreadButItsOwn_andMakesTheFrameworkFetchNothing() throws Exception {
        Map<String, String> properties = new HashMap<>();
        SecurityLayer.prepare(properties);
        properties.put("org.osgi.framework.storage", cache.toString());
        Framework framework = new Felix(properties);
        framework.init();
        try (ServerSocket listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            framework.start();

            assertThat(outcomes(framework, "skill:org.example.intruder@1.0.0#00", listener))
                    .containsEntry("own_threads", "done")
                    .hasSize(6)
                    .allSatisfy((name, outcome) ->
                            assertThat(outcome).as(name).isEqualTo(name.equals("own_threads") ? "done" : "denied"));
            listener.setSoTimeout(1);
            assertThatThrownBy(listener::accept).as("the port").isInstanceOf(SocketTimeoutException.class);
            assertThat(framework.getBundleContext().getBundles()).hasSize(2);
            assertThat(Thread.currentThread().getThreadGroup().enumerate(new Thread[100]))
                    .as("the container's own code is not held")
                    .isPositive();
        } finally {
            framework.stop();
            framework.waitForStop(10_000);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> outcomes(Framework framework, String location, ServerSocket listener)
            throws Exception {
        Bundle skill = framework.getBundleContext().installBundle(location, new ByteArrayInputStream(jar()));
        skill.start();
        Object intruder =
                skill.loadClass(Intruder.class.getName()).getConstructor().newInstance();
        return ((Function<Integer, Map<String, String>>) intruder).apply(listener.getLocalPort());
    }

    private static byte[] jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.example.intruder");
        manifest.getMainAttributes().putValue("Import-Package", "org.osgi.framework");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest);
                InputStream type = Intruder.class.getResourceAsStream("Intruder.class")) {
            jar.putNextEntry(new JarEntry(Intruder.class.getName().replace('.', '/') + ".class"));
            type.transferTo(jar);
        }
        return bytes.toByteArray();
    }
}
