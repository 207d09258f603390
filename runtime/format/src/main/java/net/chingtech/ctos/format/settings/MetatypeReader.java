package net.chingtech.ctos.format.settings;

import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.chingtech.ctos.format.FormatException;
import net.chingtech.ctos.format.Utf8;
import net.chingtech.ctos.format.settings.MetatypeFile.Designate;
import net.chingtech.ctos.format.settings.MetatypeFile.ObjectClass;
import net.chingtech.ctos.format.settings.SettingsForm.Setting;

/** Reads one Metatype file. What another namespace adds is passed over. */
final class MetatypeReader {

    private static final String NAMESPACE = "http://www.osgi.org/xmlns/metatype/v1.";
    private static final Set<String> VERSIONS = Set.of("0.0", "1.0", "2.0", "3.0", "4.0");
    private static final int DEEPEST = 10;
    private static final int LONGEST_TEXT = 4000;

    private final String path;
    private final Words words;
    private final XMLStreamReader xml;
    private final List<ObjectClass> classes = new ArrayList<>();
    private final List<Designate> designates = new ArrayList<>();
    private String namespace;
    private String localization = Words.DEFAULT;
    private int depth;
    private int settings;

    private MetatypeReader(String path, Words words, XMLStreamReader xml) {
        this.path = path;
        this.words = words;
        this.xml = xml;
    }

    static MetatypeFile read(String path, byte[] bytes, Words words) throws FormatException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, name) -> {
            throw new XMLStreamException("nothing is read from elsewhere");
        });
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text(path, bytes)));
            try {
                return new MetatypeReader(path, words, xml).read();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            // The parser's own message begins with the place and ends with the cause.
            String message = String.valueOf(e.getMessage()).replaceAll("(?s).*Message: ", "");
            throw Metatype.refused(path + ":" + line, "well-formed XML", message);
        }
    }

    /** UTF-8 and nothing else: what looks like UTF-16 would be another text to other readers. */
    private static String text(String path, byte[] bytes) throws FormatException {
        try {
            String text = Utf8.strict(bytes);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Metatype.refused(path, "UTF-8", "other bytes");
        }
    }

    private MetatypeFile read() throws XMLStreamException, FormatException {
        while (xml.hasNext()) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                root();
            }
        }
        return new MetatypeFile(classes, designates);
    }

    private void root() throws XMLStreamException, FormatException {
        namespace = String.valueOf(xml.getNamespaceURI());
        boolean known = namespace.startsWith(NAMESPACE) && VERSIONS.contains(namespace.substring(NAMESPACE.length()));
        if (!known || !xml.getLocalName().equals("MetaData")) {
            throw refused(
                    "MetaData of " + NAMESPACE + "0.0 to 4.0", xml.getLocalName() + " of " + xml.getNamespaceURI());
        }
        String named = attribute("localization");
        localization = named == null ? Words.DEFAULT : named;
        while (nextChild()) {
            switch (xml.getLocalName()) {
                case "OCD" -> classes.add(objectClass());
                case "Designate" -> designates.add(designate());
                default -> skip();
            }
        }
    }

    private ObjectClass objectClass() throws XMLStreamException, FormatException {
        String place = place();
        String id = needed("id");
        String name = words.of(localization, attribute("name"));
        String description = words.of(localization, attribute("description"));
        List<Setting> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (nextChild()) {
            if (xml.getLocalName().equals("AD")) {
                String at = place();
                Setting setting = setting(at);
                // The keys of a configuration do not heed case.
                if (!seen.add(setting.id().toLowerCase(Locale.ROOT))) {
                    throw Metatype.refused(at, "each id once, whatever its case", setting.id() + " again");
                }
                found.add(setting);
            } else {
                skip();
            }
        }
        return new ObjectClass(place, id, name.isEmpty() ? id : name, description, found);
    }

    private Setting setting(String place) throws XMLStreamException, FormatException {
        if (++settings > Metatype.MOST_SETTINGS) {
            throw refused("at most " + Metatype.MOST_SETTINGS + " settings", "more");
        }
        Map<String, String> attributes = new HashMap<>();
        for (String name :
                List.of("id", "name", "description", "type", "cardinality", "min", "max", "default", "required")) {
            attributes.put(name, attribute(name));
        }
        attributes.computeIfPresent("name", (key, text) -> words.of(localization, text));
        attributes.computeIfPresent("description", (key, text) -> words.of(localization, text));
        List<Map.Entry<String, String>> options = new ArrayList<>();
        while (nextChild()) {
            if (xml.getLocalName().equals("Option")) {
                options.add(Map.entry(needed("value"), words.of(localization, needed("label"))));
            }
            skip();
        }
        return new SettingRules(place, attributes).setting(options);
    }

    private Designate designate() throws XMLStreamException, FormatException {
        String place = place();
        String pid = attribute("pid");
        String factoryPid = attribute("factoryPid");
        String ocd = null;
        while (nextChild()) {
            if (xml.getLocalName().equals("Object")) {
                ocd = attribute("ocdref");
            }
            skip();
        }
        return new Designate(place, pid, factoryPid == null || factoryPid.isEmpty() ? null : factoryPid, ocd);
    }

    /** Goes to the next child of the element, over what is of other namespaces; false at its end. */
    private boolean nextChild() throws XMLStreamException, FormatException {
        while (true) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return false;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String of = xml.getNamespaceURI();
                if (of == null || of.isEmpty() || of.equals(namespace)) {
                    return true;
                }
                skip();
            }
        }
    }

    /** Goes to the end of the element. */
    private void skip() throws XMLStreamException, FormatException {
        int open = depth;
        while (depth >= open) {
            next();
        }
    }

    private int next() throws XMLStreamException, FormatException {
        int event = xml.next();
        switch (event) {
            case XMLStreamConstants.DTD -> throw refused("no document type", "one");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("no entities", "one");
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > DEEPEST) {
                    throw refused("at most " + DEEPEST + " elements in each other", "more");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            default -> {
                // Texts between elements say nothing.
            }
        }
        return event;
    }

    private String needed(String name) throws FormatException {
        String value = attribute(name);
        if (value == null || value.isEmpty() && !name.equals("value")) {
            throw refused("the attribute " + name + " of " + xml.getLocalName(), "none");
        }
        return value;
    }

    private String attribute(String name) throws FormatException {
        // Those of no namespace, as Metatype has them.
        String value = xml.getAttributeValue("", name);
        if (value != null && value.length() > LONGEST_TEXT) {
            throw refused("at most " + LONGEST_TEXT + " characters for " + name, value.length() + " characters");
        }
        return value;
    }

    private String place() {
        return path + ":" + xml.getLocation().getLineNumber();
    }

    private FormatException refused(String expected, String found) {
        return Metatype.refused(place(), expected, found);
    }
}
