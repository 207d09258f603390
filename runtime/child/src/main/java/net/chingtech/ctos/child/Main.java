package net.chingtech.ctos.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import net.chingtech.ctos.child.framework.ChildFramework;
import net.chingtech.ctos.guard.SecurityLayerMissing;
import net.chingtech.ctos.wire.CloseReason;
import net.chingtech.ctos.wire.Limits;
import net.chingtech.ctos.wire.Peer;
import org.osgi.framework.BundleException;

/**
 * The process of one skill: {@code java -cp lib/… net.chingtech.ctos.child.Main BUNDLES}, where BUNDLES is the folder of what
 * cannot be on the class path. It speaks with the container over standard input and output, and ends when that does; it
 * writes into {@code java.io.tmpdir}.
 */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        // 1. The connection, before any other code could write into it or read from it.
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setIn(InputStream.nullInputStream());
        System.setOut(System.err);
        // What a skill's library says without anybody who listens is no error.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // 2. Who answers; the framework comes up while the container sends the first request.
        CompletableFuture<ChildFramework> framework = new CompletableFuture<>();
        SkillProcess skill = new SkillProcess(framework);
        Peer peer = new Peer("ctos-child", in, out, Limits.trusting(), skill, new Threads());
        skill.connectedBy(peer);
        peer.start();
        // Named by hand: the random names of the JDK cost a tenth of the start.
        Path storage = Files.createDirectory(Path.of(
                System.getProperty("java.io.tmpdir"),
                "ctos-child-" + ProcessHandle.current().pid()));
        start(Path.of(arguments[0]), storage, framework);
        // 3. Until the container is gone, or said that it is enough.
        CloseReason reason = peer.closed().join();
        End.now(storage, reason);
    }

    private static void start(Path bundles, Path storage, CompletableFuture<ChildFramework> framework) {
        try {
            framework.complete(ChildFramework.start(bundles, storage));
        } catch (BundleException | SecurityLayerMissing | IOException | RuntimeException | LinkageError e) {
            framework.completeExceptionally(e);
        }
    }
}
