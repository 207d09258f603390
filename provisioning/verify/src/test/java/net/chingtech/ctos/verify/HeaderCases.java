package net.chingtech.ctos.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.chingtech.ctos.sign.TestSkill;

/** Headers that no skill may have, or not with that value. */
final class HeaderCases {

    /** Not on the list of those that a skill may have. */
    private static final String FORBIDDEN = """
            Fragment-Host | system.bundle
            Fragment-Host | net.chingtech.ctos.permissions
            DynamicImport-Package | *
            Export-Package | net.chingtech.hello
            Export-Package | java.lang
            Export-Package | org.osgi.framework
            Export-Package | net.chingtech.ctos.skill
            Export-Service | x.Y
            Import-Service | x.Y
            Provide-Package | x
            Require-Bundle | org.apache.felix.framework
            Require-Package | x
            Bundle-Activator | net.chingtech.hello.Activator
            ExtensionBundle-Activator | net.chingtech.hello.Activator
            Bundle-ActivationPolicy | lazy
            Bundle-NativeCode | lib/x.so
            Bundle-RequiredExecutionEnvironment | JavaSE-17
            Bundle-UpdateLocation | http://example.org/x.jar
            Bundle-Localization | OSGI-INF/l10n/bundle
            Bundle-Icon | icon.svg
            Bundle-Blueprint | OSGI-INF/blueprint/x.xml
            Meta-Persistence | META-INF/persistence.xml
            Web-ContextPath | /system/console
            Test-Cases | x.Y
            SPI-Provider | *
            SPI-Consumer | *
            Multi-Release | true
            Main-Class | x.Y
            Launcher-Agent-Class | x.Y
            Premain-Class | x.Y
            Agent-Class | x.Y
            Boot-Class-Path | other.jar
            Can-Redefine-Classes | true
            Can-Retransform-Classes | true
            Class-Path | other.jar
            Extension-List | x
            Automatic-Module-Name | java.base
            Add-Opens | java.base/java.lang
            Add-Exports | java.base/jdk.internal.misc
            Enable-Native-Access | ALL-UNNAMED
            Permissions | all-permissions
            Codebase | *
            Trusted-Library | true
            Sealed | true
            Magic | X
            Include-Resource | ../secret
            Private-Package | x
            X-Anything | x""";

    /** On the list, but not with that value. */
    private static final String VALUES = """
            Bundle-ClassPath | ../other.jar
            Bundle-ClassPath | .;x=y
            Bundle-ClassPath | external:/tmp/x.jar
            Bundle-ClassPath | lib/../x.jar
            Bundle-ClassPath | /tmp/x.jar
            Import-Package | org.apache.felix.webconsole
            Import-Package | org.osgi.service.condpermadmin
            Import-Package | org.osgi.service.permissionadmin
            Import-Package | org.osgi.service.cm
            Import-Package | org.osgi.framework.hooks.bundle
            Import-Package | org.osgi.framework.launch
            Import-Package | javax.sql
            Import-Package | sun.misc
            Import-Package | jdk.internal.misc
            Import-Package | net.chingtech.ctos.permissions
            Import-Package | org.osgi.framework;bundle-symbolic-name=x
            Import-Package | org.osgi.framework;resolution:=optional;x=y
            Import-Package | "unfinished
            Service-Component | *
            Service-Component | OSGI-INF/*.xml
            Service-Component | ../x.xml
            Require-Capability | osgi.wiring.package;filter:="(osgi.wiring.package=org.x)"
            Require-Capability | osgi.wiring.bundle;filter:="(osgi.wiring.bundle=x)"
            Require-Capability | osgi.wiring.host;filter:="(osgi.wiring.host=system.bundle)"
            Require-Capability | osgi.native;filter:="(osgi.native.osname=Linux)"
            Require-Capability | osgi.extender;filter:="(osgi.extender=osgi.serviceloader.processor)"
            Require-Capability | osgi.extender;filter:="(|(osgi.extender=osgi.component)(osgi.extender=x))"
            Require-Capability | osgi.service;filter:="(objectClass=x.Y)"
            Require-Capability | ctos.skill;filter:="(ctos.skill=net.chingtech.crm)"
            Require-Capability | ctos.skill;effective:=active;filter:="(|(ctos.skill=a.b)(ctos.skill=c.d))"
            Require-Capability | ctos.skill;effective:=active;filter:="(ctos.skill=net.chingtech.crm)"
            Provide-Capability | ctos.skill;ctos.skill="net.chingtech.hello";version:Version="9.0.0"
            Provide-Capability | ctos.skill;ctos.skill="net.chingtech.crm";version:Version="1.0.0"
            Provide-Capability | ctos.skill;ctos.skill="net.chingtech.hello";version="1.0.0"
            Provide-Capability | osgi.extender;osgi.extender="osgi.component"
            Service-Component | OSGI-INF/tool.xml,OSGI-INF/tool.xml
            Service-Component | OSGI-INF/tool.xml;OSGI-INF/tool.xml
            Bundle-ClassPath | .,.
            """;

    private static final String TOO = """
            Provide-Capability | osgi.serviceloader;osgi.serviceloader=x.Y
            Provide-Capability | osgi.service;objectClass:List<String>="java.net.ContentHandlerFactory"
            Provide-Capability | osgi.service;objectClass:List<String>="org.osgi.framework.hooks.bundle.FindHook"
            Provide-Capability | osgi.service;objectClass:List<String>="net.chingtech.ctos.audit.AuditLog"
            Provide-Capability | osgi.wiring.package;osgi.wiring.package="java.lang"
            Provide-Capability | ctos.skill;ctos.skill="net.chingtech.crm";version:Version="1.0.0"
            """;

    private final List<BadCase> cases = new ArrayList<>();
    private final Map<String, Integer> numbers = new TreeMap<>();

    static List<BadCase> all() {
        HeaderCases cases = new HeaderCases();
        FORBIDDEN.lines().forEach(line -> cases.header(line, false));
        VALUES.lines().forEach(line -> cases.header(line, false));
        TOO.lines().forEach(line -> cases.header(line, true));
        cases.identity();
        return cases.cases;
    }

    private void header(String line, boolean too) {
        String name = line.substring(0, line.indexOf(" | "));
        String value = line.substring(line.indexOf(" | ") + 3);
        String key = name.toLowerCase(Locale.ROOT).replace('-', '_');
        int number = numbers.merge(key, 1, Integer::sum);
        add(
                key + (number == 1 ? "" : "_" + number),
                "`" + name + ": " + value + "`" + (too ? " beside the lawful" : ""),
                "header_forbidden",
                too ? Scene.skill().headerToo(name, value) : Scene.skill().header(name, value));
    }

    private void identity() {
        odd(
                "other_name",
                "another symbolic name than the id",
                "header_mismatch",
                Scene.skill().header("Bundle-SymbolicName", "net.chingtech.other"));
        odd(
                "singleton",
                "a directive at the symbolic name",
                "header_mismatch",
                Scene.skill().header("Bundle-SymbolicName", "net.chingtech.hello;singleton:=true"));
        odd(
                "other_version",
                "another version than manifest.json",
                "header_mismatch",
                Scene.skill().header("Bundle-Version", "1.0.1"));
        add(
                "old_bundle",
                "a bundle of the old kind",
                "header_mismatch",
                Scene.skill().header("Bundle-ManifestVersion", "1"));
        odd("no_name", "no symbolic name", "header_mismatch", Scene.skill().header("Bundle-SymbolicName", null));
        odd("no_version", "no version", "header_mismatch", Scene.skill().header("Bundle-Version", null));
        add(
                "not_a_skill",
                "does not provide itself",
                "header_forbidden",
                Scene.skill().header("Provide-Capability", null));
        add(
                "dependency_unsaid",
                "a dependency without its requirement",
                "header_forbidden",
                Scene.skill().json("dependencies", Map.of("net.chingtech.crm", "^2.0.0")));
        add(
                "no_library",
                "names a library that is not there",
                "file_missing",
                Scene.skill().header("Bundle-ClassPath", ".,lib/missing.jar"));
        add(
                "no_component",
                "names a component description that is not there",
                "file_missing",
                Scene.skill().header("Service-Component", "OSGI-INF/missing.xml"));
    }

    private void add(String name, String what, String code, TestSkill skill) {
        cases.add(new BadCase("header." + name, "headers: " + what, "content", code, scene -> scene.through(skill)));
    }

    /** Our own signer would not sign it. */
    private void odd(String name, String what, String code, TestSkill skill) {
        cases.add(new BadCase("header." + name, "headers: " + what, "content", code, scene -> {
            JarEdit jar = JarEdit.of(skill.jar(scene.file("plain.jar")));
            jar.files.keySet().removeIf(file -> file.endsWith("/"));
            return OddRelease.of(scene, jar);
        }));
    }
}
