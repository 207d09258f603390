package net.chingtech.victim;

import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.logging.Logger;
import net.chingtech.ctos.skill.Data;
import net.chingtech.ctos.skill.SkillTool;
import net.chingtech.ctos.skill.ToolCall;
import net.chingtech.ctos.skill.ToolException;
import net.chingtech.ctos.skill.ToolResult;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks about: what the whole JVM shares, the company's data and its own
 * diary. Two looks with nothing done in between are equal. */
@Component(
        service = SkillTool.class,
        property = {
            SkillTool.NAME + "=victim_look",
            SkillTool.DESCRIPTION + "=Tells what the victim sees of its JVM and of its own data.",
            SkillTool.INPUT_SCHEMA + "=OSGI-INF/tools/victim_look.json"
        })
public final class LookTool implements SkillTool {

    private static final String COMPANY = "SELECT (SELECT COUNT(*) FROM CRM.CUSTOMERS) CUSTOMERS,"
            + " (SELECT SUM(SALARY) FROM HR.EMPLOYEES) SALARIES,"
            + " (SELECT COUNT(*) FROM SALES.INVOICES WHERE STATUS = 'paid') PAID";

    private final Diary diary;
    private final Data data;

    @Activate
    public LookTool(@Reference Diary diary, @Reference Data data) {
        this.diary = diary;
        this.data = data;
    }

    @Override
    @SuppressWarnings("removal") // The SecurityManager is part of what is shared.
    public ToolResult call(ToolCall call) throws ToolException {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("diary", diary.text());
        seen.put("company", data.query(COMPANY).get(0).values().toString());
        seen.put("locale", Locale.getDefault().toString());
        seen.put("time_zone", TimeZone.getDefault().getID());
        seen.put("out", identity(System.out));
        seen.put("err", identity(System.err));
        seen.put("in", identity(System.in));
        seen.put("security_manager", identity(System.getSecurityManager()));
        seen.put("handler", identity(Thread.getDefaultUncaughtExceptionHandler()));
        seen.put(
                "providers",
                Arrays.stream(Security.getProviders()).map(Provider::getName).toList());
        seen.put("logging", String.valueOf(Logger.getLogger("").getLevel()));
        seen.put("property", String.valueOf(System.getProperty("org.apache.felix.hc.autoLogging")));
        seen.put("true", Boolean.TRUE.toString());
        return ToolResult.of(seen);
    }

    private static String identity(Object object) {
        return object == null
                ? "none"
                : object.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(object));
    }
}
