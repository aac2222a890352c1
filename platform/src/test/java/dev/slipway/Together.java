package dev.slipway;

import dev.slipway.architecture.Architecture;
import dev.slipway.architecture.ServiceSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The services of several recipes in one environment: a service of several recipes has what each of them gives it. */
public final class Together {

    private Together() {}

    public static Architecture of(Architecture... recipes) {
        var services = new LinkedHashMap<String, ServiceSpec>();
        for (var recipe : recipes) {
            recipe.services().forEach(service -> services.merge(service.name(), service, Together::both));
        }
        return new Architecture(List.copyOf(services.values()));
    }

    private static ServiceSpec both(ServiceSpec one, ServiceSpec other) {
        var plain = ServiceSpec.web("plain");
        return one.withPaths(union(one.paths(), other.paths()))
                .withHosts(union(one.hosts(), other.hosts()))
                .withPort(one.port() == plain.port() ? other.port() : one.port())
                .withHealthPath(one.healthPath().equals(plain.healthPath()) ? other.healthPath() : one.healthPath())
                .withDatabase(one.database() || other.database())
                .withMigrates(one.migrates() || other.migrates())
                .withFiles(one.files() || other.files())
                .withBuckets(union(one.buckets(), other.buckets()))
                .withQueues(union(one.queues(), other.queues()))
                .withCalls(union(one.calls(), other.calls()))
                .withImage(one.image().isShared() ? other.image() : one.image())
                .withSidecars(union(one.sidecars(), other.sidecars()));
    }

    private static <T> List<T> union(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }

    private static <K, V> Map<K, V> union(Map<K, V> one, Map<K, V> other) {
        var both = new LinkedHashMap<>(one);
        both.putAll(other);
        return both;
    }
}
