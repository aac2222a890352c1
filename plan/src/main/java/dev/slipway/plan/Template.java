package dev.slipway.plan;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fills the templates of {@code aws-answers.txt} for one resource. */
final class Template {

    private static final Map<String, Map<String, String>> LINES = read();
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z]+)(?::(\\d+)|(/last)|~([^~}]*)~([^}]*))?}");

    private final String type;
    private final String name;
    private final Map<String, Object> inputs;
    private final Map<String, String> lines = new LinkedHashMap<>();

    /** @param stack the stack's {@code region} and {@code account} */
    Template(String type, String name, Map<String, Object> inputs, Map<String, String> stack) {
        this.type = type;
        this.name = name;
        this.inputs = inputs;
        lines.putAll(stack);
        lines.put("id", "{called}");
        if (type.startsWith("aws:")) {
            var module = type.substring(4, type.indexOf('/'));
            var kind = type.substring(type.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
            lines.put("arn", "arn:aws:%s:{region}:{account}:%s/{id}".formatted(module, kind));
        }
        lines.putAll(LINES.getOrDefault(type, Map.of()));
        lines.keySet().removeAll(inputs.keySet());
    }

    /** The types and functions that have templates. */
    static Set<String> types() {
        return LINES.keySet();
    }

    /** The properties that the provider computes: all that have a line and that the program does not set. */
    Map<String, Object> answer() {
        var answer = new LinkedHashMap<String, Object>();
        lines.keySet().stream()
                .filter(property -> !property.equals("region") && !property.equals("account"))
                .forEach(property -> answer.put(property, value(property)));
        return answer;
    }

    private String value(String property) {
        if (inputs.containsKey(property)) {
            return String.valueOf(Secret.unwrap(inputs.get(property)));
        }
        var line = lines.get(property);
        return line == null ? "unset-" + property : PLACE.matcher(line).replaceAll(place -> fill(property, place));
    }

    private String fill(String property, MatchResult place) {
        var seed = type + " " + name + " " + property;
        var length = place.group(2) == null ? 0 : Integer.parseInt(place.group(2));
        var text = switch (place.group(1)) {
            case "called" -> called();
            case "hex" -> hex(seed, length);
            case "HEX" -> hex(seed, length).toUpperCase(Locale.ROOT);
            case "digits" -> digits(seed, length);
            case "octet" -> String.valueOf(number(seed) % 254 + 1);
            case "uuid" -> uuid(seed);
            default -> value(place.group(1));
        };
        if (place.group(3) != null) {
            return text.substring(text.lastIndexOf('/') + 1);
        }
        return place.group(4) == null ? text : text.replaceFirst(Pattern.quote(place.group(4)), place.group(5));
    }

    /** If the program does not set a name, Pulumi appends seven digits to the resource's name to make it unique. */
    private String called() {
        return Stream.of("name", "identifier", "bucket", "family")
                .map(inputs::get)
                .filter(Objects::nonNull)
                .map(Secret::unwrap)
                .map(String::valueOf)
                .findFirst()
                .orElseGet(() -> name + "-" + hex(type + " " + name, 7));
    }

    /** Up to 64 hexadecimal digits that depend only on the seed. */
    static String hex(String seed, int length) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String uuid(String seed) {
        return hex(seed, 32).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    static int number(String seed) {
        return Integer.parseInt(hex(seed, 7), 16);
    }

    private static String digits(String seed, int length) {
        return new BigInteger("1" + hex(seed, 32), 16).toString().substring(0, length);
    }

    private static Map<String, Map<String, String>> read() {
        var lines = new HashMap<String, Map<String, String>>();
        try (var text = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Template.class.getResourceAsStream("aws-answers.txt")),
                StandardCharsets.UTF_8))) {
            Map<String, String> current = Map.of();
            for (var line = text.readLine(); line != null; line = text.readLine()) {
                var equals = line.indexOf(" = ");
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (equals < 0) {
                    current = lines.computeIfAbsent(line.strip(), type -> new LinkedHashMap<>());
                } else {
                    current.put(line.substring(0, equals), line.substring(equals + 3));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }
}
