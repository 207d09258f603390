package net.chingtech.ctos.bnd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;

class SkillPluginTest {

    @Test
    void aGoodManifest_becomesTheHeadersOfABundle() throws Exception {
        try (SkillBuild build = new SkillBuild().run()) {
            assertThat(build.errors()).isEmpty();
            Attributes headers = build.headers();
            assertThat(headers.getValue("Bundle-SymbolicName")).isEqualTo("net.example.shop");
            assertThat(headers.getValue("Bundle-Version")).isEqualTo("1.4.0.beta_2");
            assertThat(headers.getValue("Bundle-Name")).isEqualTo("Shop");
            assertThat(headers.getValue("Bundle-Description")).isEqualTo("Tells \"prices\"");
            assertThat(headers.getValue("Bundle-Vendor")).isEqualTo("Example");
            assertThat(headers.getValue("Bundle-License")).isEqualTo("MIT");
            assertThat(headers.getValue("Service-Component"))
                    .isEqualTo("OSGI-INF/net.example.shop.PriceMigration.xml,OSGI-INF/net.example.shop.PriceTool.xml");
            assertThat(headers.getValue("Import-Package")).startsWith("net.chingtech.ctos.skill;version=\"[1.0,2)\"");
        }
    }

    @Test
    void capabilities_standBesideThoseOfTheComponents() throws Exception {
        try (SkillBuild build = new SkillBuild().run()) {
            assertThat(build.headers().getValue("Provide-Capability"))
                    .contains("osgi.service;objectClass")
                    .endsWith(",ctos.skill;ctos.skill=\"net.example.shop\";version:Version=\"1.4.0.beta_2\"");
            assertThat(build.headers().getValue("Require-Capability"))
                    .contains("osgi.extender")
                    .contains("osgi.ee")
                    .endsWith(",ctos.skill;effective:=active;filter:=\"(&(ctos.skill=net.example.stock)"
                            + "(&(version>=2.0.0)(!(version>=3.0.0))))\";ctos.range=\"^2.0.0\"");
        }
    }

    @Test
    void aTextThatLooksLikeAMacro_isLeftAlone() throws Exception {
        String manifest = SkillBuild.MANIFEST.replace("\"Shop\"", "\"${system;id}\"");
        try (SkillBuild build = new SkillBuild().with("manifest.json", manifest).run()) {
            assertThat(build.headers().getValue("Bundle-Name")).isEqualTo("${system;id}");
        }
    }

    @Test
    void theSameInput_givesTheSameBytes() throws Exception {
        try (SkillBuild once = new SkillBuild().run();
                SkillBuild again = new SkillBuild().run()) {
            assertThat(once.bytes()).isEqualTo(again.bytes());
        }
    }

    @Test
    void aSkillWithoutAText_getsOneWithItsTools() throws Exception {
        try (SkillBuild build = new SkillBuild().run()) {
            assertThat(build.text("SKILL.md"))
                    .startsWith("---\nname: net-example-shop\ndescription: \"Tells \\\"prices\\\"\"\n---\n")
                    .contains("### `shop_price`\n\nTells an article's price.", "\"article\"", "- read sales data")
                    .endsWith("""
                            ## Optional permissions

                            An administrator decides whether it may

                            - use the tools that net.example.stock offers to other skills
                            """);
        }
    }

    @Test
    void theAuthorsOwnText_isKept_andAMadeOneIsMadeAnew() throws Exception {
        try (SkillBuild build = new SkillBuild().with("SKILL.md", "mine").run()) {
            assertThat(build.text("SKILL.md")).isEqualTo("mine");
        }
        try (SkillBuild build = new SkillBuild()
                .with("SKILL.md", "old <!-- Made from manifest.json. -->")
                .run()) {
            assertThat(build.text("SKILL.md")).doesNotContain("old").contains("# Shop");
        }
    }

    @Test
    void localPermissions_holdWhatWasAskedForAndNoMore() throws Exception {
        try (SkillBuild build = new SkillBuild().run()) {
            assertThat(build.text("OSGI-INF/permissions.perm"))
                    .contains(
                            "(org.osgi.framework.PackagePermission \"net.chingtech.ctos.skill\" \"import\")",
                            "(org.osgi.framework.ServicePermission \"net.chingtech.ctos.skill.SkillTool\" \"register\")",
                            "(org.osgi.framework.ServicePermission \"net.chingtech.ctos.skill.SkillMigration\" \"register\")",
                            "(org.osgi.framework.ServicePermission \"net.chingtech.ctos.skill.Data\" \"get\")",
                            "(org.osgi.framework.ServicePermission \"net.chingtech.ctos.skill.Skills\" \"get\")",
                            "(org.osgi.framework.ServicePermission \"net.example.shop.*\" \"get,register\")",
                            "(java.io.FilePermission \"<<ALL FILES>>\" \"read,write,delete\")")
                    .doesNotContain(
                            "AllPermission", "execute", "AdminPermission \"*", "SocketPermission", "skill.Http");
        }
        String modest =
                SkillBuild.MANIFEST.replace("\"db:read:sales\"", "").replace("skill:call:", "network:outbound:");
        try (SkillBuild build = new SkillBuild().with("manifest.json", modest).run()) {
            assertThat(build.text("OSGI-INF/permissions.perm"))
                    .contains("skill.Http\" \"get\"")
                    .doesNotContain("skill.Data", "skill.Skills");
        }
    }

    @Test
    void headersReadAsAMap_areTheOnlyOnes() throws Exception {
        try (SkillBuild build = new SkillBuild().run()) {
            assertThat(build.headers().keySet())
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder(
                            "Manifest-Version",
                            "Bundle-ManifestVersion",
                            "Bundle-SymbolicName",
                            "Bundle-Version",
                            "Bundle-Name",
                            "Bundle-Description",
                            "Bundle-Vendor",
                            "Bundle-License",
                            "Import-Package",
                            "Service-Component",
                            "Provide-Capability",
                            "Require-Capability");
            assertThat(Map.copyOf(build.entries)).containsKey("manifest.json");
            assertThat(build.text("manifest.json")).isEqualTo(SkillBuild.MANIFEST);
            assertThat(build.text("META-INF/manifest.json")).isNull();
        }
    }
}
