package net.chingtech.ctos.webconsole.internal.rest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.SkillVersion;
import net.chingtech.ctos.runtime.RunningSkill;
import net.chingtech.ctos.runtime.ToolDescription;
import net.chingtech.ctos.runtime.ToolRouter;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.util.promise.Promise;

/** One tool that answers, and tools that fail with the code that they are called. */
final class FakeTools implements ToolRouter {

    volatile ToolCall last;

    /** Beside the one that answers. */
    final List<RoutedTool> more = new CopyOnWriteArrayList<>();

    /** What tools answer, by name; one that is not done yet is waited for. */
    final Map<String, CompletionStage<ToolResult>> answers = new ConcurrentHashMap<>();

    @Override
    public List<RoutedTool> tools() {
        RoutedTool vat = new RoutedTool(
                new ToolDescription("accounting_vat", "Works out the VAT of a net amount.", """
                        {"type":"object","properties":{"net":{"type":"string","description":"Net amount, such as 100.10"},
                        "rate":{"type":"string","description":"Rate, such as 0.05"},"rounded":{"type":"boolean"},
                        "country":{"type":"string","enum":["TW","JP"]}},"required":["net","rate"]}
                        """, true),
                Samples.ACCOUNTING,
                SkillVersion.of("1.2.0"));
        return Stream.concat(Stream.of(vat), more.stream()).toList();
    }

    void add(SkillId skill, String name, String description, String schema) {
        more.add(
                new RoutedTool(new ToolDescription(name, description, schema, false), skill, SkillVersion.of("1.0.0")));
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        last = call;
        if (answers.containsKey(call.tool())) {
            return answers.get(call.tool());
        }
        if (call.tool().equals("accounting_vat")) {
            return CompletableFuture.supplyAsync(() -> ToolResult.of(Map.of("vat", new BigDecimal("5.00"))));
        }
        if (call.tool().equals("breaks")) {
            return CompletableFuture.failedFuture(new IllegalStateException("a fault of ours"));
        }
        return CompletableFuture.failedFuture(
                new CompletionException(new ToolException(call.tool(), "It went wrong: " + call.tool())));
    }

    @Override
    public CompletionStage<ToolResult> call(SkillId owner, ToolCall call) {
        return call(call);
    }

    @Override
    public Optional<RunningSkill> switchTo(RunningSkill skill) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RunningSkill> retire(SkillId id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<RunningSkill> running(SkillId id) {
        return Optional.empty();
    }

    @Override
    public Promise<Void> retireAndStop(SkillId id, Duration patience) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Hold hold(SkillId id, Duration longest) {
        throw new UnsupportedOperationException("not built yet");
    }
}
