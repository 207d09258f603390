package net.chingtech.ctos.provisioning.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.chingtech.ctos.provisioning.Change;
import net.chingtech.ctos.provisioning.Tasks;
import net.chingtech.ctos.provisioning.agent.store.Folders;

/**
 * Ends the process at every instant at which a change, or the start after it, asks anybody anything or says what it does: the
 * home is copied as it is then, and a new container starts over the copy. It must be as before the change, or as after it.
 */
final class Kills {

    private final Path folder;
    private final Rig rig;
    private final List<Kill> kills = new ArrayList<>();
    private Map<String, String> before;
    private Map<String, String> after;
    private int starts;
    private String last;
    private final Set<String> ignored = new HashSet<>(Set.of("skills/alerts.json"));

    private record Kill(Path folder, String when) {}

    Kills(Path folder, Rig rig) {
        this.folder = folder;
        this.rig = rig;
    }

    /** Carries a change out, and ends the process everywhere. */
    void everywhereIn(Change change) {
        everywhereIn(() -> rig.succeed(change));
    }

    void everywhereIn(Runnable change) {
        rig.restart();
        before = picture(rig);
        Asked.Told told = rig.asked.before;
        rig.asked.before = what -> {
            told.of(what);
            kill(rig.home.root(), what);
        };
        try (Tasks.Watch watch = rig.parts.tasks.watch(task -> kill(rig.home.root(), task.step()))) {
            change.run();
        }
        rig.asked.before = told;
        after = picture(rig);
        assertThat(after).isNotEqualTo(before);
        List<Kill> first = List.copyOf(kills);
        assertThat(first).hasSizeGreaterThan(5);
        int undone = 0;
        for (Kill kill : first) {
            undone += start(kill, true) ? 1 : 0;
        }
        assertThat(undone).as("kills after which the change was undone").isPositive();
        for (Kill kill : List.copyOf(kills.subList(first.size(), kills.size()))) {
            start(kill, false);
        }
    }

    /** @return whether all is as before */
    private boolean start(Kill kill, boolean killAgain) {
        Path again = folder.resolve("start" + starts++);
        copy(kill.folder.resolve("home"), again);
        Asked.Told told = killAgain
                ? what -> kill(again.resolve("home"), kill.when + ", and again at the start after it: " + what)
                : what -> {};
        Rig started = new Rig(again, rig, told);
        started.asked.before = what -> {};
        Map<String, String> found = picture(started);
        boolean asBefore = found.equals(before);
        if (!asBefore) {
            assertThat(found).as("killed at: " + kill.when).isEqualTo(after);
        }
        assertThat(asBefore ? Set.of("change_undone") : Set.of())
                .as("killed at: " + kill.when)
                .containsAll(started.parts.agent.alerts().stream()
                        .map(alert -> alert.problem().code())
                        .toList());
        return asBefore;
    }

    /** What the new version writes while it runs, or may be called, beside the old one, or before the change is the truth. */
    Kills ignoring(String file) {
        ignored.add(file);
        return this;
    }

    private Map<String, String> picture(Rig rig) {
        Map<String, String> picture = new TreeMap<>(rig.picture());
        picture.keySet().removeIf(name -> ignored.contains(name) || name.contains("-left/"));
        return picture;
    }

    /** Skills that do not need each other start at the same time. */
    private synchronized void kill(Path home, String when) {
        String now = files(home);
        if (now.equals(last)) {
            return;
        }
        last = now;
        Path target = folder.resolve("kill" + kills.size());
        copy(home, target);
        kills.add(new Kill(target, when));
    }

    /** All that a start could tell apart. */
    private static String files(Path home) {
        try (Stream<Path> all = Files.walk(home)) {
            StringBuilder files = new StringBuilder();
            for (Path one : all.sorted().toList()) {
                files.append(one).append(' ');
                if (Files.isRegularFile(one, LinkOption.NOFOLLOW_LINKS)) {
                    files.append(Folders.sha256(one));
                }
            }
            return files.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies a home as it is to where another rig can start over it. */
    static void copy(Path home, Path target) {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path one : all.toList()) {
                Path place = target.resolve("home").resolve(home.relativize(one));
                Files.createDirectories(place.getParent());
                Files.copy(one, place, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
