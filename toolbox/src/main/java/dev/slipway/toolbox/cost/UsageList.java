package dev.slipway.toolbox.cost;

import dev.slipway.cost.Usage;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/** The numbers of a usage by their names, which are those of the settings. */
final class UsageList {

    private static final Set<String> GIGABYTES =
            Set.of("dataOut", "egress", "logs", "objects", "files", "images", "backups", "auroraStorage");

    private UsageList() {}

    /** The unit of a number, after a space; empty for those that their name counts. */
    static String unit(String name) {
        return GIGABYTES.contains(name)
                ? " GB"
                : name.equals("queries") || name.equals("auroraRequests") ? " million" : "";
    }

    static SequencedMap<String, BigDecimal> of(Usage usage) {
        var numbers = new LinkedHashMap<String, BigDecimal>();
        Arrays.stream(Usage.class.getRecordComponents())
                .forEach(component -> numbers.put(component.getName(), number(component, usage)));
        return numbers;
    }

    private static BigDecimal number(RecordComponent component, Usage usage) {
        try {
            return (BigDecimal) component.getAccessor().invoke(usage);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's components are public", e);
        }
    }
}
