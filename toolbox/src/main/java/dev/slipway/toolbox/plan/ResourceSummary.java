package dev.slipway.toolbox.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.plan.PlannedResource;
import dev.slipway.plan.Secret;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The most important settings of a resource, from {@code resource-summaries.txt}. */
public final class ResourceSummary {

    private static final Map<String, String> LINES = read();
    private static final Pattern PLACE = Pattern.compile("\\{([^}]+)}");
    private static final Map<String, String> SIGNS = Map.of(
            "GreaterThanThreshold", ">",
            "GreaterThanOrEqualToThreshold", "≥",
            "LessThanThreshold", "<",
            "LessThanOrEqualToThreshold", "≤",
            "-1", "all");
    private static final int LONGEST = 60;

    private final UnaryOperator<String> names;

    /** @param names translates the id or ARN of a resource into its name, and returns other text unchanged */
    public ResourceSummary(UnaryOperator<String> names) {
        this.names = names;
    }

    /** Whether the type has a template, so that its summary has only chosen inputs. */
    public static boolean lists(String type) {
        return LINES.containsKey(type) && !LINES.get(type).equals("links");
    }

    /** Whether the resource only connects two others. */
    static boolean links(PlannedResource resource) {
        return "links".equals(LINES.get(resource.type()));
    }

    /** A short summary; for a type without a template, the first of its plain inputs. */
    public String of(PlannedResource resource) {
        var line = LINES.get(resource.type());
        if (line == null || line.equals("links")) {
            return resource.inputs().entrySet().stream()
                    .filter(input -> !(input.getValue() instanceof Map)
                            && !input.getKey().startsWith("tags"))
                    .limit(4)
                    .map(input -> input.getKey() + " " + words(input.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return Stream.of(line.split("; *", -1))
                .map(part -> part.startsWith("?") ? flag(resource, part) : filled(resource, part))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static String flag(PlannedResource resource, String part) {
        var space = part.indexOf(' ');
        return resource.flag(part.substring(1, space)) ? part.substring(space + 1) : "";
    }

    private String filled(PlannedResource resource, String part) {
        var whole = new AtomicBoolean(true);
        var filled = PLACE.matcher(part).replaceAll(place -> {
            var words = words(value(resource, place.group(1)));
            whole.compareAndSet(true, !words.isEmpty());
            return Matcher.quoteReplacement(words);
        });
        return whole.get() ? filled : "";
    }

    private static Object value(PlannedResource resource, String place) {
        var hash = place.indexOf('#');
        return hash < 0
                ? masked(resource, place)
                : fields(resource, place.substring(0, hash), place.substring(hash + 1));
    }

    /** The input at a path of names; a secret on the way to it hides it. */
    private static Object masked(PlannedResource resource, String path) {
        Object value = resource.inputs();
        for (var step : path.split("\\.", -1)) {
            if (value instanceof Secret) {
                break;
            }
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static List<?> fields(PlannedResource resource, String path, String field) {
        return switch (masked(resource, path)) {
            case List<?> list ->
                list.stream()
                        .map(element -> element instanceof Map<?, ?> map ? map.get(field) : null)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList();
            case String _ ->
                StreamSupport.stream(resource.json(path).spliterator(), false)
                        .map(element -> element.path(field))
                        .filter(JsonNode::isValueNode)
                        .map(JsonNode::asText)
                        .toList();
            case null, default -> List.of();
        };
    }

    private String words(Object value) {
        var words = switch (value) {
            case null -> "";
            case String json when json.startsWith("{") -> "{…}";
            case List<?> list -> list.stream().map(this::words).collect(Collectors.joining(", "));
            case Map<?, ?> map -> map.size() + " settings";
            case Double number ->
                BigDecimal.valueOf(number)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString();
            default -> SIGNS.getOrDefault(value.toString(), names.apply(value.toString()));
        };
        return words.length() > LONGEST ? words.substring(0, LONGEST - 1) + "…" : words;
    }

    private static Map<String, String> read() {
        try (var text = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ResourceSummary.class.getResourceAsStream("resource-summaries.txt")),
                StandardCharsets.UTF_8))) {
            var lines = new HashMap<String, String>();
            text.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        var bar = line.indexOf('|');
                        lines.put(
                                line.substring(0, bar).strip(),
                                line.substring(bar + 1).strip());
                    });
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
