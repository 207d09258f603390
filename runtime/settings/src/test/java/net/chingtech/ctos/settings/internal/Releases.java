package net.chingtech.ctos.settings.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import net.chingtech.ctos.format.Digests;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.SkillManifest;
import net.chingtech.ctos.format.Tier;
import net.chingtech.ctos.runtime.StagedSkill;

/** Releases of a shop, with a form that has one setting of each kind. */
final class Releases {

    static final String ID = "net.example.shop";
    static final String PID = "net.example.shop.api";
    static final String OTHER_PID = "net.example.shop.mail";

    static final String METATYPE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <metatype:MetaData xmlns:metatype="http://www.osgi.org/xmlns/metatype/v1.4.0">
              <OCD id="api" name="Prices">
                <AD id="url" type="String" default="https://prices.example"/>
                <AD id="retries" type="Integer" min="0" max="9" required="false"/>
                <AD id="factor" type="Double" required="false"/>
                <AD id="on" type="Boolean" required="false"/>
                <AD id="areas" type="String" cardinality="5" required="false"/>
                <AD id="token" type="Password" required="false"/>
                <AD id="tokens" type="Password" cardinality="3" required="false"/>
              </OCD>
              <OCD id="mail" name="Mail"><AD id="to" type="String"/><AD id="password" type="Password"/></OCD>
              <Designate pid="net.example.shop.api"><Object ocdref="api"/></Designate>
              <Designate pid="net.example.shop.mail"><Object ocdref="mail"/></Designate>
            </metatype:MetaData>
            """;

    private Releases() {}

    static StagedSkill of(Path folder, String version) throws IOException {
        return of(folder, version, METATYPE);
    }

    static StagedSkill of(Path folder, String version, String metatype) throws IOException {
        String json = "{\"id\":\"" + ID + "\",\"version\":\"" + version
                + "\",\"name\":\"Shop\",\"summary\":\"Sells.\",\"license\":\"Apache-2.0\","
                + "\"author\":{\"name\":\"Example\"}}";
        Path jar = folder.resolve(ID + "_" + version + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry("OSGI-INF/metatype/shop.xml"));
            entries.write(metatype.getBytes(StandardCharsets.UTF_8));
        }
        try {
            SkillManifest manifest = SkillManifest.read(json.getBytes(StandardCharsets.UTF_8));
            return new StagedSkill(manifest, Digests.sha256Hex(Files.readAllBytes(jar)), jar, Tier.OFFICIAL);
        } catch (FormatException e) {
            throw new AssertionError(e);
        }
    }
}
