package net.chingtech.ctos.provisioning.agent.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.chingtech.ctos.format.Channel;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.format.VersionRange;
import net.chingtech.ctos.provisioning.ProvisioningException;
import net.chingtech.ctos.provisioning.Release;
import net.chingtech.ctos.provisioning.agent.catalogue.Resting;
import net.chingtech.ctos.provisioning.agent.catalogue.Sources;
import net.chingtech.ctos.provisioning.agent.plan.SkillResource.Need;
import net.chingtech.ctos.provisioning.agent.store.Pins;
import net.chingtech.ctos.provisioning.agent.store.Registry;
import net.chingtech.ctos.provisioning.agent.store.State;
import org.apache.felix.resolver.Logger;
import org.apache.felix.resolver.ResolverImpl;
import org.junit.jupiter.api.Test;
import org.osgi.resource.Capability;
import org.osgi.resource.Requirement;
import org.osgi.resource.Resource;
import org.osgi.resource.Wiring;
import org.osgi.service.resolver.HostedCapability;
import org.osgi.service.resolver.ResolutionException;
import org.osgi.service.resolver.ResolveContext;

/**
 * What finding releases that fit costs among 10,000 candidates, beside the plain resolver that looks through all of them for
 * each requirement; and when nothing fits. Not one of the usual tests: {@code ./ctos test benchmark}. Asserts nothing about
 * time.
 */
class ResolveBenchmark {

    private static final String HUB = "skillhub:memory";
    private static final int SKILLS = 100;
    private static final int VERSIONS = 100;
    private static final int RUNS = Integer.getInteger("ctos.benchmark.runs", 5);
    private static final int WARM_UP = Integer.getInteger("ctos.benchmark.warm", 2);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "benchmark");
        thread.setDaemon(true);
        return thread;
    });

    private final Map<SkillId, List<Release>> offered = new LinkedHashMap<>();

    @Test
    void resolve() throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%nFinding releases that fit, Java %s, %d processors, %d skills of %d versions, medians of %d%n",
                Runtime.version().feature(),
                Runtime.getRuntime().availableProcessors(),
                SKILLS,
                VERSIONS,
                RUNS);
        tree("^1.0.0");
        measure("a closure of " + SKILLS + " that fits", true);
        add(id(SKILLS - 1), "1.100.0", Map.of(id(SKILLS), "^9.0.0"));
        only(id(SKILLS - 1), "1.100.0");
        measure("what one of " + SKILLS + " needs is missing", true);
        tree("^1.0.0");
        add(id(0), "2.0.0", Map.of(id(1), "^1.0.0", id(2), "^1.0.0", id(SKILLS), "~1.7.0"));
        only(id(0), "2.0.0");
        for (int version = 0; version < VERSIONS; version++) {
            add(id(SKILLS), "1." + version + ".0", Map.of());
        }
        replaceAll(id(SKILLS - 1), Map.of(id(SKILLS), "~1.8.0"));
        measure("two that cannot agree on a third, of which there are " + VERSIONS, false);
        executor.shutdownNow();
    }

    /** Each skill needs two others, in every version. */
    private void tree(String range) throws FormatException {
        offered.clear();
        for (int skill = 0; skill < SKILLS; skill++) {
            Map<SkillId, String> needs = new TreeMap<>();
            for (int other : new int[] {2 * skill + 1, 2 * skill + 2}) {
                if (other < SKILLS) {
                    needs.put(id(other), range);
                }
            }
            for (int version = 0; version < VERSIONS; version++) {
                add(id(skill), "1." + version + ".0", needs);
            }
        }
    }

    private static SkillId id(int skill) {
        return new SkillId("net.chingtech.skill" + skill);
    }

    private void add(SkillId id, String version, Map<SkillId, String> needs) throws FormatException {
        offered.computeIfAbsent(id, unused -> new ArrayList<>()).add(release(id, SkillVersion.of(version), needs));
    }

    private void only(SkillId id, String version) {
        offered.get(id).removeIf(one -> !one.claim().version().equals(SkillVersion.of(version)));
    }

    private void replaceAll(SkillId id, Map<SkillId, String> needs) throws FormatException {
        List<SkillVersion> versions =
                offered.get(id).stream().map(one -> one.claim().version()).toList();
        offered.get(id).clear();
        for (SkillVersion version : versions) {
            offered.get(id).add(release(id, version, needs));
        }
    }

    /** Only what the search looks at; nothing is signed here. */
    private static Release release(SkillId id, SkillVersion version, Map<SkillId, String> needs)
            throws FormatException {
        SortedMap<SkillId, VersionRange> dependencies = new TreeMap<>();
        for (Map.Entry<SkillId, String> need : needs.entrySet()) {
            dependencies.put(need.getKey(), VersionRange.parse(need.getValue()));
        }
        ReleaseStatement claim = new ReleaseStatement(
                id,
                version,
                Channel.STABLE,
                Instant.EPOCH,
                new ReleaseStatement.Artifact(id + "-" + version, 1),
                List.of(),
                List.of(),
                dependencies,
                List.of(),
                List.of(),
                List.of(),
                false,
                "Ching Tech",
                "");
        return new Release(HUB, null, claim, null, null);
    }

    private interface Work {
        boolean run() throws Exception;
    }

    private void measure(String what, boolean beside) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        boolean found = false;
        for (int i = -WARM_UP; i < RUNS; i++) {
            boolean[] fits = new boolean[1];
            double mine = time(() -> fits[0] = planner());
            double other = beside ? time(this::plain) : 0;
            found = fits[0];
            if (i >= 0) {
                ours.add(mine);
                plain.add(other);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "  %-60s %8.1f ms%s%s%n",
                what + (found ? "" : ": refused"),
                median(ours),
                beside ? String.format(Locale.ROOT, "; plain resolver, linear: %.1f ms", median(plain)) : "",
                beside ? String.format(Locale.ROOT, "; ratio %.3f", median(ours) / median(plain)) : "");
    }

    private boolean planner() throws ProvisioningException {
        State state = new State(
                new Registry(1, 0, null, List.of(), List.of(), List.of(), null), new Pins(1, new TreeMap<>()));
        Sources sources = new Sources(
                () -> List.of(new MemorySource(HUB, offered)),
                new MemorySource("disk", Map.of()),
                executor,
                Duration.ofSeconds(10),
                new Resting(System::nanoTime),
                () -> false);
        Offers offers = new Offers(sources, state, new Homes(sources, state, null));
        SortedMap<SkillId, Goal.Wish> wishes = new TreeMap<>();
        wishes.put(id(0), new Goal.Wish("the newest", offers.of(id(0), VersionRange.ANY, Channel.STABLE, null)));
        Goal goal = new Goal(wishes, true);
        Universe universe = new Universe(state, offers, goal);
        Solver.Answer answer = new Solver(new ResolverImpl(new Logger(0)), executor, LIMIT).solve(universe);
        if (answer.chosen().isEmpty()) {
            // What somebody reads costs time, too.
            new Explanation(universe, offers, goal).of(answer.conflict());
        }
        return !answer.chosen().isEmpty();
    }

    private boolean plain() {
        List<SkillResource> all = offered.values().stream()
                .flatMap(List::stream)
                .map(release -> SkillResource.of(Candidate.offered(release)))
                .toList();
        SortedMap<SkillId, VersionRange> needs = new TreeMap<>();
        needs.put(id(0), VersionRange.ANY);
        try {
            new ResolverImpl(new Logger(0)).resolve(new Linear(SkillResource.root(needs), all));
            return true;
        } catch (ResolutionException e) {
            return false;
        }
    }

    private static double time(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    /** Looks through everything for each requirement. */
    private static final class Linear extends ResolveContext {

        private final SkillResource root;
        private final List<SkillResource> all;

        private Linear(SkillResource root, List<SkillResource> all) {
            this.root = root;
            this.all = all;
        }

        @Override
        public Collection<Resource> getMandatoryResources() {
            return List.of(root);
        }

        @Override
        public List<Capability> findProviders(Requirement requirement) {
            Need need = (Need) requirement;
            // The resolver takes away from the list what it finds does not fit.
            List<Capability> providers = new ArrayList<>();
            all.stream()
                    .filter(one -> one.candidate().id().equals(need.id())
                            && need.range().includes(one.candidate().version()))
                    .sorted(Comparator.comparing(
                                    (SkillResource one) -> one.candidate().version())
                            .reversed())
                    .map(SkillResource::skill)
                    .forEach(providers::add);
            return providers;
        }

        @Override
        public int insertHostedCapability(List<Capability> capabilities, HostedCapability hosted) {
            throw new UnsupportedOperationException("a skill is never a fragment");
        }

        @Override
        public boolean isEffective(Requirement requirement) {
            return true;
        }

        @Override
        public Map<Resource, Wiring> getWirings() {
            return Map.of();
        }
    }
}
