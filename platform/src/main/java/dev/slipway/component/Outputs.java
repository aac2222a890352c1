package dev.slipway.component;

import com.pulumi.core.Output;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Helpers for the SDK's {@code Output}. */
public final class Outputs {

    private Outputs() {}

    /** A map of outputs as an output of a map, sorted by its keys. */
    public static Output<Map<String, String>> map(Map<String, Output<String>> outputs) {
        var keys = List.copyOf(new TreeMap<>(outputs).keySet());
        return Output.all(keys.stream().map(outputs::get).toList()).applyValue(values -> {
            var map = new TreeMap<String, String>();
            for (var i = 0; i < keys.size(); i++) {
                map.put(keys.get(i), values.get(i));
            }
            return map;
        });
    }
}
