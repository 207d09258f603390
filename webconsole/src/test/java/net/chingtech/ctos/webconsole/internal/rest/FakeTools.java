package net.chingtech.ctos.webconsole.internal.rest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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

    @Override
    public List<RoutedTool> tools() {
        return List.of(new RoutedTool(
                new ToolDescription("accounting_vat", "Works out the VAT of a net amount.", """
                        {"type":"object","properties":{"net":{"type":"string","description":"Net amount, such as 100.10"},
                        "rate":{"type":"string","description":"Rate, such as 0.05"},"rounded":{"type":"boolean"},
                        "country":{"type":"string","enum":["TW","JP"]}},"required":["net","rate"]}
                        """, true),
                Samples.ACCOUNTING,
                SkillVersion.of("1.2.0")));
    }

    @Override
    public CompletionStage<ToolResult> call(ToolCall call) {
        last = call;
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
}
