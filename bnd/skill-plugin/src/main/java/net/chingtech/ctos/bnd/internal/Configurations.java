package net.chingtech.ctos.bnd.internal;

import java.util.ArrayList;
import java.util.List;
import net.chingtech.ctos.format.SkillId;
import net.chingtech.ctos.format.Violation;
import org.w3c.dom.Element;

/** Whose configuration a component asks for: only its own skill's, or a container takes the skill from nobody. */
final class Configurations {

    private static final String OF_ITS_NAME = "$";

    private Configurations() {}

    /** What is not right, at the description's path. A configuration is found by the component's PIDs, else by its name. */
    static List<Violation> check(String path, Element component, SkillId skill) {
        List<Violation> violations = new ArrayList<>();
        if ("ignore".equals(component.getAttribute("configuration-policy"))) {
            return violations;
        }
        String pids = component.getAttribute("configuration-pid").strip();
        for (String pid : pids.isEmpty() ? List.of(OF_ITS_NAME) : List.of(pids.split("\\s+"))) {
            String asked = pid.equals(OF_ITS_NAME) ? name(component) : pid;
            if (!asked.equals(skill.value()) && !asked.startsWith(skill + ".")) {
                violations.add(new Violation(
                        path + " component",
                        "a name or configuration-pid that begins with " + skill
                                + ". (rename the class or its package, or set the configuration policy to ignore)",
                        asked));
            }
        }
        return violations;
    }

    /** Without a name it is called after its class. */
    private static String name(Element component) {
        if (component.hasAttribute("name")) {
            return component.getAttribute("name");
        }
        List<Element> classes = ComponentReader.elements(component.getElementsByTagNameNS("*", "implementation"));
        return classes.isEmpty() ? "" : classes.get(0).getAttribute("class");
    }
}
