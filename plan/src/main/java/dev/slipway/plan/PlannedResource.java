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
 * A resource as the program registers it.
 *
 * <p>The accessors take a property path ({@code a.b[0].c}) and look it up in the program's inputs, then in the properties
 * that the provider computes ({@code arn}, {@code address}). They unwrap secrets; {@code toString} does not.
 *
 * @param urn the URN that the engine would give it
 * @param type the type's token, such as {@code aws:lb/listener:Listener}
 * @param name its name in the program
 * @param parent the URN of the component that it belongs to; empty at the top
 * @param inputs the program's inputs: strings, {@link Long} or {@link Double}, {@link Boolean}, lists, maps in alphabetical
 *     order, secrets wrapped in {@link Secret}
 * @param state the inputs, then the properties that the provider computes, in alphabetical order; for a component, its
 *     outputs
 * @param dependencies the URNs of all resources that must be created first, in alphabetical order
 * @param propertyDependencies the same URNs, by the input that depends on them
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

    /** Whether the program sets a value at this path; properties that the provider computes do not count. */
    public boolean has(String path) {
        return PropertyPath.find(inputs, path).isPresent();
    }

    /**
     * The value at a path, unwrapped if it is a secret: a string, {@link Long} or {@link Double}, {@link Boolean}, list or
     * map.
     */
    public Optional<Object> value(String path) {
        return PropertyPath.find(inputs, path).or(() -> PropertyPath.find(state, path));
    }

    /** The provider's id. */
    public String id() {
        return String.valueOf(Secret.unwrap(state.get("id")));
    }

    /**
     * The text at a path; numbers and flags are converted to text.
     *
     * @throws NoSuchElementException if there is no value, or it is a list or map
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
     * The flag at a path; false if there is no value, as for providers.
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
     * The whole number at a path, which may also be text, as in ECS.
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
     * The list at a path, with its elements unwrapped; empty if there is no value.
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
     * The parsed JSON text at a path: {@code json("containerDefinitions")}, {@code json("policy")}.
     *
     * @throws NoSuchElementException if there is no JSON
     */
    public JsonNode json(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (JsonProcessingException e) {
            // The text may contain a secret that Jackson's message quotes, so the cause is dropped.
            throw missing(path, "JSON text");
        }
    }

    private NoSuchElementException missing(String path, String kind) {
        return new NoSuchElementException(
                "%s '%s' has no %s at '%s'; it sets %s".formatted(type, name, kind, path, inputs.keySet()));
    }
}
