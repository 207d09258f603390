package net.chingtech.ctos.verify.internal.jar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import net.chingtech.ctos.format.HeaderClause;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.verify.internal.Refused;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The component descriptions are read by the container, with the container's rights: they may hold no document type, whose
 * entities are files and addresses of the container's machine, and may ask for no configuration but the skill's own.
 */
final class ComponentCheck implements SkillCheck {

    private static final int LARGEST = 256 * 1024;
    /** Of all together: the container reads each of them at every start. */
    private static final long LARGEST_TOTAL = 4 << 20;

    private static final int MOST = 1_000;

    @Override
    public void check(SkillUnderTest skill) throws Refused, IOException {
        Set<String> paths = new LinkedHashSet<>();
        for (HeaderClause clause : skill.clauses("Service-Component")) {
            paths.addAll(clause.paths());
        }
        long total = 0;
        for (String path : paths) {
            long size = skill.zip().size(path);
            if (size > LARGEST) {
                throw Refused.because(
                        "component_invalid",
                        "The component description " + Refused.shown(path) + " is larger than " + LARGEST + " bytes.");
            }
            total += size;
        }
        if (paths.size() > MOST || total > LARGEST_TOTAL) {
            throw Refused.because(
                    "component_invalid",
                    "The skill has more than " + MOST + " component descriptions, or more than " + LARGEST_TOTAL
                            + " bytes of them.",
                    "Its publisher must put fewer components into it.");
        }
        for (String path : paths) {
            check(skill, path);
        }
    }

    private static void check(SkillUnderTest skill, String path) throws Refused, IOException {
        Configurations asked = new Configurations(skill.manifest().id());
        try {
            parser().parse(new ByteArrayInputStream(skill.zip().content(path)), asked);
        } catch (SAXException e) {
            throw Refused.because(
                    "component_invalid",
                    "The component description " + Refused.shown(path) + " is not plain XML without a document type.",
                    e);
        }
        if (asked.foreign != null) {
            throw Refused.because(
                    "component_reserved",
                    "A component in " + Refused.shown(path) + " would get the configuration of "
                            + Refused.shown(asked.foreign) + ".",
                    "Its publisher must name it " + skill.manifest().id()
                            + ".Something, or set its configuration policy to ignore.");
        }
    }

    private static SAXParser parser() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser can refuse document types", e);
        }
    }

    /** Looks for the first configuration that is not the skill's: a component's is found by its PIDs, else by its name. */
    private static final class Configurations extends DefaultHandler {

        private final SkillId skill;
        private boolean nameless;
        private String foreign;

        Configurations(SkillId skill) {
            this.skill = skill;
        }

        @Override
        public void startElement(String uri, String name, String qualifiedName, Attributes attributes) {
            if (name.equals("component")) {
                component(attributes);
            } else if (name.equals("implementation") && nameless) {
                own(String.valueOf(attributes.getValue("class")));
            }
        }

        private void component(Attributes attributes) {
            nameless = false;
            if ("ignore".equals(attributes.getValue("configuration-policy"))) {
                return;
            }
            String pids = attributes.getValue("configuration-pid");
            for (String pid : pids == null ? List.of("$") : List.of(pids.strip().split("\\s+"))) {
                String component = attributes.getValue("name");
                if (!pid.equals("$")) {
                    own(pid);
                } else if (component == null) {
                    // Its name is that of its class, which comes later.
                    nameless = true;
                } else {
                    own(component);
                }
            }
        }

        private void own(String pid) {
            boolean isOwn = pid.equals(skill.value()) || pid.startsWith(skill + ".");
            if (!isOwn && foreign == null) {
                foreign = pid;
            }
        }
    }
}
