package net.chingtech.ctos.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.ReleaseStatement;
import net.chingtech.ctos.sign.SignedRelease;

/** What was shown and accepted is not what the JAR says: the statement asks for less, or is about something else. */
final class AgreementCases {

    private final List<BadCase> cases = new ArrayList<>();

    static List<BadCase> all() {
        AgreementCases cases = new AgreementCases();
        cases.fields();
        return cases.cases;
    }

    private void fields() {
        add(
                "fewer_permissions",
                "a permission that the statement does not say",
                "\"permissions\":[\"filesystem:temp\"]",
                "\"permissions\":[]");
        add(
                "more_permissions",
                "a permission that only the statement says",
                "\"permissions\":[\"filesystem:temp\"]",
                "\"permissions\":[\"filesystem:temp\",\"db:own\"]");
        add(
                "other_permission",
                "another permission",
                "\"permissions\":[\"filesystem:temp\"]",
                "\"permissions\":[\"db:own\"]");
        add(
                "needed_as_optional",
                "a needed permission that the statement calls optional",
                "\"permissions\":[\"filesystem:temp\"],\"optional_permissions\":[]",
                "\"permissions\":[],\"optional_permissions\":[\"filesystem:temp\"]");
        add(
                "optional_permissions",
                "an optional permission that only the statement says",
                "\"optional_permissions\":[]",
                "\"optional_permissions\":[\"db:own\"]");
        add("id", "another id", "\"id\":\"net.chingtech.hello\"", "\"id\":\"net.chingtech.other\"");
        add("newer", "a higher version", "\"version\":\"1.0.0\"", "\"version\":\"1.0.1\"");
        add("older", "a lower version", "\"version\":\"1.0.0\"", "\"version\":\"0.9.0\"");
        add("channel", "another channel", "\"channel\":\"stable\"", "\"channel\":\"beta\"");
        add("exports", "a tool that the statement does not say", "\"exports\":[\"hello\"]", "\"exports\":[]");
        add(
                "dependencies",
                "a dependency that only the statement says",
                "\"dependencies\":{}",
                "\"dependencies\":{\"net.chingtech.crm\":\"^2.0.0\"}");
        add(
                "security_fix",
                "no security fix where the statement says one",
                "\"security_fix\":false",
                "\"security_fix\":true");
        add("requirements", "a requirement less", "\"requirements\":[", "\"requirements\":[\"x\",");
        add("capabilities", "a capability less", "\"capabilities\":[", "\"capabilities\":[\"x\",");
    }

    private void add(String name, String what, String from, String to) {
        cases.add(new BadCase("agreement." + name, "the JAR has " + what, "agreement", "manifest_mismatch", scene -> {
            SignedRelease release = scene.release(Scene.skill()
                    .json("permissions", List.of("filesystem:temp"))
                    .json("exports", List.of("hello")));
            String text = new String(release.statement().write(), StandardCharsets.UTF_8);
            if (!text.contains(from)) {
                throw new IllegalArgumentException("not in the statement: " + from);
            }
            ReleaseStatement other =
                    ReleaseStatement.read(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
            Verifier verifier = scene.verifier();
            VerifiedStatement statement =
                    verifier.statement(scene.publisher.signer().envelope(other));
            return () -> verifier.artifact(release.jar(), statement);
        }));
    }
}
