package net.chingtech.ctos.webconsole.internal.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    /** The only shapes that a tag may have. */
    private static final Pattern TAG = Pattern.compile(
            "</?(p|ul|ol|li|table|thead|tbody|tr|th|td|pre|code|em|strong|del|b|i|blockquote|div|kbd|sub|sup|h4|h5|h6|a)>"
                    + "|<(hr|br) />|<ol start=\"[0-9]{1,9}\">|<t[hd] align=\"(left|right|center)\">"
                    // The sanitizer parts braces, which template languages would read, by an empty comment.
                    + "|<!-- -->|<div class=\"table\" tabindex=\"0\">"
                    + "|<a href=\"(https?://|mailto:)[^\"<>\\s]+\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");

    private static final Pattern LINK_TO_THIEF =
            Pattern.compile("<a href=\"https://thief\\.example/x\"[^>]*>(.*?)</a>", Pattern.DOTALL);

    static Stream<Map.Entry<String, String>> hostile() {
        return HostileMarkdown.all().entrySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileText_becomesFewElementsWithoutAttributes_soon(Map.Entry<String, String> input) {
        String html = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> Markdown.html(input.getValue()));

        assertThat(html.length()).isLessThanOrEqualTo(Markdown.LARGEST_HTML);
        assertThat(TAG.matcher(html).replaceAll("")).doesNotContain("<").doesNotContain(">");
        assertThat(deepest(html)).isLessThanOrEqualTo(260);
        assertThat(html)
                .doesNotContainPattern("[\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\\x00-\\x08]")
                .doesNotContain("&#8238;", "&#x202e;");
        if (!input.getKey().contains("code") && !input.getKey().equals("fence with attributes")) {
            assertThat(html).doesNotContainPattern("href=\"[^\"]*(tracker|passwd|logout)");
        }
    }

    @Test
    void table_ofHostileTexts_isLongEnough() {
        assertThat(HostileMarkdown.all()).hasSizeGreaterThan(60);
    }

    @Test
    void everythingThatIsAllowed_isThere_withHeadingsBelowOurs() {
        String html = Markdown.html("""
                # One
                ## Two
                ###### Six
                A *soft* and **loud** `code`, [a link](https://example.org/x?a=1&b=2).

                > quoted

                3. third
                   - inner

                ---

                | left | right |
                |:-----|------:|
                | 1    | 2     |
                """);

        assertThat(html)
                .contains("<h4>One</h4>", "<h5>Two</h5>", "<h6>Six</h6>")
                .contains("<em>soft</em>", "<strong>loud</strong>", "<code>code</code>", "<blockquote>", "<hr />")
                .contains("<ol start=\"3\">", "<ul>")
                .contains(
                        "<div class=\"table\" tabindex=\"0\"><table>",
                        "<th align=\"left\">left</th>",
                        "<td align=\"right\">2</td>")
                .contains("<a href=\"https://example.org/x?a&#61;1&amp;b&#61;2\" target=\"_blank\""
                        + " rel=\"noopener noreferrer nofollow\">a link (example.org)</a>");
    }

    @ParameterizedTest
    @CsvSource({
        "[https://bank.example](https://thief.example/x),https://bank.example (thief.example)</a>",
        "<https://example.org/x>,>https://example.org/x</a>",
        "[example.org](https://example.org),>example.org</a>",
        "[b](https://b\u0430nk.example/),b (xn--bnk-6cd.example)</a>",
        "[b](https://example.org:8443/),b (example.org:8443)</a>",
        "[write](mailto:a@example.org?body=x),href=\"mailto:a&#64;example.org\"",
    })
    void link_saysWhereItLeads(String markdown, String expected) {
        assertThat(Markdown.html(markdown)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='https://thief.example/x'>bank.example",
                "<a href='https://thief.example/x'>bank.example\n\nmore",
                "<a href='https://thief.example/x'>bank.example<a name=x></a>",
                "<a href='https://thief.example/x'>bank.example<a href='https://bank.example'>x</a>",
                "<b><a href='https://thief.example/x'>bank.example</b> on",
                "<p><a href='https://thief.example/x'>bank.example</p><p>on</p>",
                "<a href='https://thief.example/x'>bank.example<table><tr><td><a href='https://bank.example'>x",
                "<table><tr><td><a href='https://thief.example/x'>bank.example</table>",
                "<a href='https://thief.example/x'><ul><li>bank.example<li>on",
                "<div><a href='https://thief.example/x'>bank.example</div></a>",
            })
    void linkThatIsNotClosed_saysWhereItLeads(String markdown) {
        String html = Markdown.html(markdown);

        Matcher link = LINK_TO_THIEF.matcher(html);
        int links = 0;
        while (link.find()) {
            links++;
            assertThat(link.group(1)).as(html).endsWith(" (thief.example)").doesNotContain("<a ");
        }
        assertThat(links).as(html).isPositive();
    }

    @Test
    void linkAmongWhatIsNeverClosed_saysWhereItLeads() {
        assertThat(Markdown.html(HostileMarkdown.all().get("unclosed")))
                .containsPattern(">open\\s+\\(example\\.org\\)</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"style", "script", "title", "noscript", "iframe", "object", "li", "p"})
    void linkWhoseWordsArePartlyHidden_saysWhereItLeads(String element) {
        String html = Markdown.html(
                "see <a href='https://bank.example.thief.example/'>bank.example<%s>.thief.example</%s></a>"
                        .formatted(element, element));

        assertThat(html).contains(" (bank.example.thief.example)</a>");
    }

    @Test
    void linkWhoseWordsAreItsPlace_doesNotRepeatIt() {
        assertThat(Markdown.html("[**example.org**](https://example.org/)"))
                .contains("<strong>example.org</strong></a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JAVASCRIPT:alert(1)",
                "data:text/html,x",
                "//thief.example",
                "/ctos/logout",
                "https://a@thief.example",
                "https:thief.example",
                "https://",
                "https://thief_.example",
                "mailto:a"
            })
    void linkThatLeadsElsewhere_isOnlyItsWords(String destination) {
        assertThat(Markdown.html("[words](<" + destination + ">)").strip()).isEqualTo("<p>words</p>");
    }

    @Test
    void picture_isItsWords() {
        assertThat(Markdown.html("![a *fine* view](https://tracker.example/a.png)")
                        .strip())
                .isEqualTo("<p>a <em>fine</em> view</p>");
    }

    @Test
    void charactersThatTurnText_areWrittenOut_alsoFromEntities() {
        assertThat(Markdown.html("a\u202eb &#x202e; `\u200b`"))
                .contains("a\\u{202e}b \\u{202e}")
                .contains("\\u{200b}");
    }

    @Test
    void longText_isCut_andSaysSo() {
        assertThat(Markdown.html("word ".repeat(20_000)).strip()).endsWith("…</p>");
        assertThat(Markdown.html("a\n\n".repeat(20_000)).strip()).endsWith("…</p>");
    }

    @Test
    void nothing_isNothing() {
        assertThat(List.of(Markdown.html(""), Markdown.html(" \n"))).containsOnly("");
        assertThat(Markdown.html(null)).isEmpty();
    }

    private static int deepest(String html) {
        int depth = 0;
        int deepest = 0;
        Matcher tags = Pattern.compile("<(/?)[a-z0-9]+[^>]*?(/?)>").matcher(html);
        while (tags.find()) {
            depth += tags.group(1).isEmpty() ? (tags.group(2).isEmpty() ? 1 : 0) : -1;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
