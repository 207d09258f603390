package net.chingtech.ctos.host.internal.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import net.chingtech.ctos.format.SkillPermission;
import net.chingtech.ctos.gateways.Admissions;
import net.chingtech.ctos.gateways.CallChain;
import net.chingtech.ctos.gateways.DataDoor;
import net.chingtech.ctos.gateways.OpenTransaction;
import net.chingtech.ctos.gateways.SkillDoors;
import net.chingtech.ctos.runtime.Grants;
import net.chingtech.ctos.runtime.StagedSkill;
import net.chingtech.ctos.skill.Http;
import net.chingtech.ctos.skill.HttpReply;
import net.chingtech.ctos.skill.Row;
import net.chingtech.ctos.skill.SkillContext;
import net.chingtech.ctos.skill.Skills;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;

/** Gateways that remember what they were asked. */
final class FakeAdmissions implements Admissions {

    /** A value that was set for the skill. */
    volatile String value = "a value of its own";

    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** A query waits for it. */
    final CountDownLatch slow = new CountDownLatch(1);

    volatile Grants grants;
    volatile boolean closed;
    volatile QuotaListener quota;
    /** The socket of the way out for programs, or null. */
    volatile Path relay;

    private final Path folder;

    FakeAdmissions(Path folder) {
        this.folder = folder;
    }

    Path dataFolder() {
        return folder.resolve("data");
    }

    @Override
    public Admission admit(StagedSkill skill, Grants given) {
        grants = given;
        try {
            Files.createDirectories(dataFolder());
            Files.createDirectories(folder.resolve("temp"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FakeAdmission();
    }

    private final class FakeAdmission implements Admission {

        @Override
        public SkillDoors doors() {
            return new FakeDoors();
        }

        @Override
        public Path dataFolder() {
            return FakeAdmissions.this.dataFolder();
        }

        @Override
        public Optional<Path> tempFolder() {
            return grants.has(new SkillPermission.FilesystemTemp())
                    ? Optional.of(folder.resolve("temp"))
                    : Optional.empty();
        }

        @Override
        public Optional<Path> relay() {
            return Optional.ofNullable(relay);
        }

        @Override
        public void log(System.Logger.Level level, String message) {
            log.add(level + " " + message);
        }

        @Override
        public String hide(String text) {
            return text == null ? null : text.replace(value, "[secret]");
        }

        @Override
        public void denied(String permission, String call) {
            log.add("denied " + call);
        }

        @Override
        public void onQuota(QuotaListener listener) {
            quota = listener;
        }

        @Override
        public void regrant(Grants next) {
            grants = next;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final class FakeDoors implements SkillDoors, DataDoor {

        @Override
        public SkillContext context() {
            return new SkillContext() {
                @Override
                public String id() {
                    return "org.example.scripted";
                }

                @Override
                public String version() {
                    return "1.0.0";
                }

                @Override
                public Path dataFolder() {
                    return FakeAdmissions.this.dataFolder();
                }

                @Override
                public Optional<Path> tempFolder() {
                    return Optional.empty();
                }

                @Override
                public Optional<String> env(String name) {
                    return Optional.of("value of " + name);
                }

                @Override
                public boolean granted(String permission) {
                    return false;
                }

                @Override
                public void log(System.Logger.Level level, String message) {
                    log.add(level + " " + message);
                }
            };
        }

        @Override
        public DataDoor data() {
            return this;
        }

        @Override
        public Skills skills() {
            return (skill, tool, input) -> {
                asked.add("skills " + skill + " " + tool + " "
                        + CallChain.current().skills());
                return ToolResult.of(Map.of("from", skill));
            };
        }

        @Override
        public Http http() {
            return ask -> {
                asked.add("http " + ask.method() + " " + ask.uri() + " " + ask.headers());
                return new HttpReply(204, Map.of("a", List.of("b")), new byte[] {1});
            };
        }

        @Override
        public List<Row> query(String sql, Object... parameters) throws ToolException {
            asked.add("query " + sql + " " + List.of(parameters));
            if (sql.equals("SLOW")) {
                await();
            }
            return List.of(new Row(Map.of("day", java.time.LocalDate.of(2026, 1, 31))));
        }

        private void await() throws ToolException {
            try {
                slow.await();
            } catch (InterruptedException e) {
                asked.add("interrupted");
                throw new ToolException("data_timeout", "too late", e);
            }
        }

        @Override
        public int update(String sql, Object... parameters) throws ToolException {
            throw new ToolException("data_denied", "This skill was granted to read data, not to change it.");
        }

        @Override
        public <T> T inTransaction(Work<T> work) throws ToolException {
            return work.with(this);
        }

        @Override
        public OpenTransaction begin() {
            asked.add("begin");
            return new OpenTransaction() {
                @Override
                public List<Row> query(String sql, Object... parameters) {
                    asked.add("in transaction " + sql);
                    return List.of();
                }

                @Override
                public int update(String sql, Object... parameters) {
                    return 3;
                }

                @Override
                public void commit() {
                    asked.add("commit");
                }

                @Override
                public void rollback() {
                    asked.add("rollback");
                }
            };
        }
    }
}
