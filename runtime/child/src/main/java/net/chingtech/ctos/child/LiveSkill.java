package net.chingtech.ctos.child;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.chingtech.ctos.child.framework.ChildFramework;
import net.chingtech.ctos.child.framework.Rights;
import net.chingtech.ctos.child.gateway.Gateways;
import net.chingtech.ctos.child.gateway.Identity;
import net.chingtech.ctos.child.relay.Relay;
import net.chingtech.ctos.engine.EngineFailed;
import net.chingtech.ctos.engine.HealthReport;
import net.chingtech.ctos.engine.MigrationTask;
import net.chingtech.ctos.engine.OfferedTool;
import net.chingtech.ctos.engine.SkillBundle;
import net.chingtech.ctos.engine.SkillEngine;
import net.chingtech.ctos.engine.SkillOwner;
import net.chingtech.ctos.engine.StartedSkill;
import net.chingtech.ctos.engine.calls.CallRunner;
import net.chingtech.ctos.guard.DenialListener;
import net.chingtech.ctos.skill.SkillMigration;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import net.chingtech.ctos.wire.Peer;
import net.chingtech.ctos.wire.RpcError;
import org.apache.felix.hc.api.HealthCheck;

/** The skill of this process, with all that was made for it. */
final class LiveSkill {

    private static final int MOST_THREADS = 64;
    private static final List<String> OFFERED =
            List.of(SkillTool.class.getName(), SkillMigration.class.getName(), HealthCheck.class.getName());

    private final Rights rights;
    private final Gateways gateways;
    private final StartedSkill started;

    private LiveSkill(Rights rights, Gateways gateways, StartedSkill started) {
        this.rights = rights;
        this.gateways = gateways;
        this.started = started;
    }

    /** @throws EngineFailed the skill itself did not start */
    static LiveSkill start(ChildFramework framework, Peer container, StartOrder order) throws EngineFailed, RpcError {
        Rights rights = Rights.of(framework, order.location());
        Gateways gateways = prepare(framework, container, order, rights);
        return new LiveSkill(
                rights,
                gateways,
                run(framework, order, (engine, bundle, artifact) -> engine.start(bundle, artifact, owner(gateways))));
    }

    /** @throws EngineFailed the skill did not start for it, or its migration failed */
    static Map<String, Map<String, Object>> migrate(
            ChildFramework framework, Peer container, StartOrder order, MigrationTask task)
            throws EngineFailed, RpcError {
        prepare(framework, container, order, Rights.of(framework, order.location()));
        return run(framework, order, (engine, bundle, artifact) -> engine.migrate(bundle, artifact, task));
    }

    /** All that the skill needs, before the framework sees anything of it. */
    private static Gateways prepare(ChildFramework framework, Peer container, StartOrder order, Rights rights)
            throws RpcError {
        // 1. Its rights, its gateways and its settings.
        rights.set(order.rights());
        Identity identity = new Identity(order.id(), order.version(), order.dataFolder(), order.tempFolder());
        Gateways gateways = new Gateways(container, identity, order.grants());
        gateways.register(framework.context(), order.rights());
        framework.context().registerService(DenialListener.class, new Denials(gateways.context()), null);
        framework.configure(order.location(), order.settings());
        // 2. The way out for its programs.
        if (order.relay().isPresent()) {
            relay(order.relay().get());
        }
        return gateways;
    }

    /** What the engine does with the skill's bundle. */
    private interface Run<T> {
        T with(SkillEngine engine, SkillBundle bundle, InputStream artifact) throws EngineFailed;
    }

    private static <T> T run(ChildFramework framework, StartOrder order, Run<T> run) throws EngineFailed, RpcError {
        SkillBundle bundle = new SkillBundle(order.id(), order.location(), order.exports(), OFFERED, order.limit());
        SkillEngine engine = new SkillEngine(framework.context(), framework.components(), new CallRunner(MOST_THREADS));
        try (VerifiedArtifact artifact = VerifiedArtifact.open(order.artifact(), order.location())) {
            try {
                return run.with(engine, bundle, artifact);
            } catch (EngineFailed e) {
                if (artifact.isAnother()) {
                    throw RpcError.of("digest_mismatch", "its JAR is not the one that was verified.");
                }
                throw e;
            }
        } catch (IOException e) {
            throw RpcError.of("artifact_missing", "its JAR cannot be read: " + e);
        }
    }

    private static void relay(StartOrder.RelayOrder order) throws RpcError {
        try {
            Relay.start(order.port(), order.socket());
        } catch (IOException e) {
            throw RpcError.of("relay_failed", "nothing listens for its programs: " + e.getMessage());
        }
    }

    /** The container looks at the words and schemas of tools itself, and does not believe this process. */
    private static SkillOwner owner(Gateways gateways) {
        return new SkillOwner() {
            @Override
            public void check(OfferedTool tool) {
                // See above.
            }

            @Override
            public void threw(String tool, List<String> causes) {
                gateways.context().log(Level.ERROR, tool + " threw " + String.join(", because of ", causes));
            }
        };
    }

    List<OfferedTool> tools() {
        return started.tools();
    }

    ToolResult call(ToolCall call) throws ToolException {
        return started.callHere(call);
    }

    HealthReport healthAtStart() {
        return started.healthAtStart();
    }

    HealthReport health() {
        return started.health();
    }

    void regrant(List<String> grants, List<List<String>> newRights) throws RpcError {
        rights.set(newRights);
        gateways.regrant(grants);
    }

    void stop() {
        Optional<String> wrong = started.stop();
        wrong.ifPresent(what -> gateways.context().log(Level.WARNING, "It did not stop cleanly: " + what));
    }
}
