package net.chingtech.ctos.verify.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** One client, a hub, and the attacker between them. */
final class Scene implements AutoCloseable {

    /** Which client plays. */
    enum Player {
        OURS,
        PEER
    }

    static final String ACCEPTED = "accepted";

    final Hub hub = Hub.open();
    final Attacker attacker;
    final SettableClock clock = new SettableClock(Hub.START);
    byte[] pinned = hub.firstRoot();

    private final Player player;
    private final Path folder;
    private Client client;

    Scene(Player player, Path folder) throws Exception {
        this.player = player;
        this.folder = folder;
        this.attacker = new Attacker(hub.files);
    }

    /** What comes of a question now: {@link #ACCEPTED}, or why not. */
    String ask() throws Exception {
        if (client == null) {
            client = player == Player.OURS
                    ? Client.ours(
                            folder,
                            RootPin.sha256(net.chingtech.ctos.format.Digests.sha256Hex(pinned)),
                            new LoopbackFetcher(attacker.address(), () -> Optional.of(hub.now)),
                            clock)
                    : Client.peer(folder, pinned, attacker.address(), clock);
        }
        byte[] bucket;
        try {
            bucket = client.ask(hub.notesBucket());
        } catch (net.chingtech.ctos.verify.VerificationFailed e) {
            return e.problem().code();
        } catch (Exception e) {
            return e.getClass().getSimpleName();
        }
        assertThat(bucket).as("what was accepted is what the hub lists").isEqualTo(hub.target(hub.notesBucket()));
        return ACCEPTED;
    }

    /** The client asks, and all is well. */
    void sync() throws Exception {
        assertThat(ask()).as("before the attack").isEqualTo(ACCEPTED);
    }

    /** The hub's files as they are now. */
    Map<String, byte[]> remember() {
        return Map.copyOf(hub.files);
    }

    /** Time passes, here and at the hub. */
    void pass(Duration time) {
        clock.pass(time);
        hub.now = hub.now.plus(time);
    }

    @Override
    public void close() {
        attacker.close();
    }
}
