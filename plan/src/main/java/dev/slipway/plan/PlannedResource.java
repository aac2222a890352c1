package dev.slipway.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as the program asks for it.
 *
 * <p>The accessors take a property path ({@code a.b[0].c}) and look it up in what the program set, then in what the
 * provider computes ({@code arn}, {@code address}); they open secrets. Printing never does.
 *
 * @param urn the URN that the engine would give it
 * @param type the type's token, such as {@code aws:lb/listener:Listener}
 * @param name its name in the program
 * @param parent the URN of the component that it belongs to; empty at the top
 * @param inputs what the program set: text, {@link Long} or {@link Double}, {@link Boolean}, lists, maps in alphabetical order,
 *     secrets wrapped in {@link Secret}
 * @param state the inputs and then, in alphabetical order too, what the provider computes; of a component what it put out
 * @param dependencies the URNs of all resources that must be there first, in alphabetical order
 * @param propertyDependencies the same, by the input that brings them
 */
public record PlannedResource(
        String urn,
        String type,
        String name,
        Optional<String> parent,
        Kind kind,
        Map<String, Object> inputs,
        Map<String, Object> state,
        Set<String> dependencies,
        Map<String, Set<String>> propertyDependencies,
        Options options) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether the program sets something at this path; what the provider computes does not count. */
    public boolean has(String path) {
        return PropertyPath.find(inputs, path).isPresent();
    }

    /** The value at a path, out of its secret: text, {@link Long} or {@link Double}, {@link Boolean}, list or map. */
    public Optional<Object> value(String path) {
        return PropertyPath.find(inputs, path).or(() -> PropertyPath.find(state, path));
    }

    /** The provider's id. */
    public String id() {
        return String.valueOf(Secret.unwrap(state.get("id")));
    }

    /**
     * The text at a path; a number or a flag in its own spelling.
     *
     * @throws NoSuchElementException if there is nothing, or a list or map
     */
    public String text(String path) {
        return switch (value(path).orElse(null)) {
            case String text -> text;
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            case null, default -> throw missing(path, "text");
        };
    }

    /**
     * The flag at a path; false where there is nothing, which is how providers read it too.
     *
     * @throws NoSuchElementException if it is not a flag
     */
    public boolean flag(String path) {
        return switch (value(path).orElse(false)) {
            case Boolean flag -> flag;
            case String text when text.equals("true") || text.equals("false") -> Boolean.parseBoolean(text);
            default -> throw missing(path, "flag");
        };
    }

    /**
     * The whole number at a path; also one in text, as ECS has them.
     *
     * @throws NoSuchElementException if there is none
     */
    public long number(String path) {
        return switch (value(path).orElse(null)) {
            case Long number -> number;
            case String text when text.matches("-?\\d{1,18}") -> Long.parseLong(text);
            case null, default -> throw missing(path, "whole number");
        };
    }

    /**
     * The list at a path, its elements out of their secrets; empty where there is nothing.
     *
     * @throws NoSuchElementException if it is not a list
     */
    public List<Object> list(String path) {
        return switch (value(path).orElse(List.of())) {
            case List<?> list -> list.stream().map(Secret::unwrap).toList();
            default -> throw missing(path, "list");
        };
    }

    /**
     * What the JSON text at a path says: {@code json("containerDefinitions")}, {@code json("policy")}.
     *
     * @throws NoSuchElementException if there is no JSON
     */
    public JsonNode json(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (JsonProcessingException e) {
            // The text may hold a secret, and Jackson quotes it: its message goes no further.
            throw missing(path, "JSON text");
        }
    }

    private NoSuchElementException missing(String path, String kind) {
        return new NoSuchElementException(
                "%s '%s' has no %s at '%s'; it sets %s".formatted(type, name, kind, path, inputs.keySet()));
    }
}
