package net.chingtech.ctos.webconsole.internal.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as they come in, in the few types that a setting can have. No refusal repeats a value: it may be a secret. */
final class SettingValues {

    private SettingValues() {}

    /** By PID and name; text, whole numbers as Long, others as Double, Boolean, lists of one of these, and null. */
    static Map<String, Map<String, Object>> of(JsonNode values) throws Refusal {
        if (!values.isObject()) {
            throw refusal("The body does not hold values by PID and name.");
        }
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        for (var pid : values.properties()) {
            if (!pid.getValue().isObject()) {
                throw refusal("What stands under " + pid.getKey() + " is not a JSON object of names and values.");
            }
            Map<String, Object> ofPid = new LinkedHashMap<>();
            for (var one : pid.getValue().properties()) {
                ofPid.put(one.getKey(), value(pid.getKey() + " " + one.getKey(), one.getValue(), true));
            }
            all.put(pid.getKey(), ofPid);
        }
        return all;
    }

    private static Object value(String where, JsonNode value, boolean mayBeList) throws Refusal {
        if (value.isArray() && mayBeList) {
            List<Object> list = new ArrayList<>();
            for (JsonNode one : value) {
                list.add(value(where, one, false));
            }
            return list;
        }
        if (value.isNull() && mayBeList) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isNumber() && !value.isIntegralNumber() && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw refusal("The value of " + where + " is of no kind that a setting can have, or too large.");
    }

    private static Refusal refusal(String detail) {
        return new Refusal(
                400,
                "settings_malformed",
                detail,
                "Send {\"values\": {pid: {name: value}}} with texts, numbers, true or false, and lists of one of these.");
    }
}
