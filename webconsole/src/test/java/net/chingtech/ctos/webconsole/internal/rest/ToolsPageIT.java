package net.chingtech.ctos.webconsole.internal.rest;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tools of a skill, each with a form of its schema, tried in a real browser. */
class ToolsPageIT {

    private static final String SCHEMA = """
            {"type":"object","required":["customer","lines","paid"],"properties":{
              "customer":{"type":"string","description":"Who pays","minLength":3,"maxLength":40,"examples":["Harbour Ltd"]},
              "number":{"type":"string","pattern":"^INV-[0-9]{4}$","default":"INV-0001"},
              "day":{"type":"string","format":"date"},
              "at":{"type":"string","format":"date-time"},
              "rate":{"type":"number","minimum":0,"exclusiveMaximum":1},
              "copies":{"type":"integer","minimum":1,"maximum":9,"default":1},
              "paid":{"type":"boolean"},
              "urgent":{"type":["boolean","null"]},
              "currency":{"enum":["TWD","JPY",7,null]},
              "lines":{"type":"array","minItems":1,"uniqueItems":true,"items":{"$ref":"#/$defs/line"}},
              "address":{"type":"object","required":["city"],"properties":{"city":{"type":"string","minLength":1},"street":{"type":"string"}}},
              "extra":{"oneOf":[{"type":"string"},{"type":"object"}]}
            },"$defs":{"line":{"type":"object","required":["what","net"],"properties":{"what":{"type":"string","minLength":1},"net":{"type":"number"}}}}}
            """;

    /** One pixel. */
    private static final String PICTURE =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @RegisterExtension
    final OpenPage open = new OpenPage(container -> {
        container.skills.alerts.clear();
        container.tools.add(Samples.NOTES, "notes_bill", "Writes a bill.", SCHEMA);
    });

    @Test
    void formOfEveryKind_saysWhatDoesNotFit_andSendsTypedValues() {
        Locator tool = tool();
        assertThat(field(tool, "customer (required)")).hasAttribute("placeholder", "Harbour Ltd");
        assertThat(field(tool, "number")).hasValue("INV-0001");
        assertThat(field(tool, "copies")).hasValue("1");
        open.shots("tools-form");

        field(tool, "number").fill("1");
        field(tool, "at").fill("yesterday");
        field(tool, "rate").fill("1");
        field(tool, "copies").fill("1.5");
        call(tool);
        assertThat(tool.locator(".field-error")).hasText(new String[] {
            "This is needed.",
            "This does not match the pattern.",
            "This is not a moment, such as 2026-01-31T08:00:00Z.",
            "It must be less than 1.",
            "This is not a whole number.",
            "At least 1 are needed."
        });
        assertThat(field(tool, "customer (required)")).isFocused();
        assertThat(open.container.tools.last).isNull();
        open.shots("tools-form-wrong");

        field(tool, "customer (required)").fill("Harbour");
        field(tool, "number").fill("INV-0042");
        field(tool, "day").fill("2026-11-30");
        field(tool, "at").fill("2026-11-30T08:00:00Z");
        field(tool, "rate").fill("0.05");
        field(tool, "copies").fill("2");
        field(tool, "paid (required)").selectOption("Yes");
        field(tool, "currency").selectOption("7");
        button(tool, "Add to lines").click();
        field(tool, "what (required)").fill("Ink");
        field(tool, "net (required)").fill("100.10");
        field(tool, "extra").fill("{\"note\": \"a\"}");
        open.container.tools.answers.put(
                "notes_bill", CompletableFuture.completedFuture(ToolResult.of(Map.of("bill", "42"))));
        call(tool);
        assertThat(tool.locator("pre.result")).containsText("\"bill\": \"42\"");
        assertThat(open.container.tools.last.input().toString())
                .contains("customer=Harbour", "number=INV-0042", "day=2026-11-30", "rate=0.05", "copies=2", "paid=true")
                .contains("currency=7", "lines=[{what=Ink, net=100.1}]", "extra={note=a}")
                .doesNotContain("urgent", "address", "street");
        open.shots("tools-answer");
    }

    @Test
    void answer_showsItsPictures_itsTexts_andAllOfIt() {
        open.container.tools.answers.put(
                "accounting_vat",
                CompletableFuture.completedFuture(ToolResult.of(Map.of(
                        "content",
                        List.of(Map.of("type", "image", "mimeType", "image/png", "data", PICTURE)),
                        "letter",
                        "Dear customer,\nthank you."))));
        Locator tool = vat();
        call(tool);
        assertThat(tool.locator(".result-picture")).hasCount(1);
        assertThat(tool.locator(".result-text")).hasText("Dear customer,\nthank you.");
        assertThat(tool.locator("pre.result")).containsText("\"mimeType\": \"image/png\"");
        assertThat(tool.locator(".result-picture")).hasJSProperty("naturalWidth", 1);
    }

    @Test
    void callThatTakesLong_showsThatItRuns_andIsLeft() {
        CompletableFuture<ToolResult> never = new CompletableFuture<>();
        open.container.tools.answers.put("accounting_vat", never);
        Locator tool = vat();
        call(tool);
        assertThat(button(tool, "Calling")).isDisabled();
        assertThat(tool.getByRole(AriaRole.TIMER)).containsText("running for");
        button(tool, "Stop waiting").click();
        assertThat(tool).containsText("You stopped waiting.");
        assertThat(button(tool, "Call")).isEnabled();
        never.complete(ToolResult.of(Map.of()));
    }

    @Test
    void callThatFails_saysWhyAndItsCode_andTheInputGoesAlongIntoJson() {
        open.container.tools.answers.put(
                "accounting_vat",
                CompletableFuture.failedFuture(new ToolException("rate_unknown", "There is no such rate.")));
        Locator tool = vat();
        call(tool);
        open.expectRefusal(422);
        assertThat(tool).containsText("There is no such rate.");
        assertThat(tool).containsText("rate_unknown");
        button(tool, "JSON").click();
        Locator json = tool.locator("[name=json]");
        assertThat(json).hasValue("{\n  \"net\": \"100.10\",\n  \"rate\": \"0.05\"\n}");
        json.fill("{");
        call(tool);
        assertThat(tool.locator(".field-error")).containsText("This is not JSON");
    }

    private Locator tool() {
        open.store("tools", Map.of("id", Samples.NOTES.value(), "name", "Notes"));
        return open.page.locator("ctos-tool");
    }

    private Locator vat() {
        open.page
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open Accounting"))
                .click();
        Locator tool = open.page.locator("ctos-tool");
        field(tool, "net (required)").fill("100.10");
        field(tool, "rate (required)").fill("0.05");
        return tool;
    }

    private static void call(Locator tool) {
        button(tool, "Call").click();
    }

    private static Locator button(Locator in, String name) {
        return in.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name));
    }

    private static Locator field(Locator tool, String label) {
        return tool.getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }
}
