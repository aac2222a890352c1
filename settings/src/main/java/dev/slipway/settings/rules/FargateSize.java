package dev.slipway.settings.rules;

import dev.slipway.settings.ServiceSettings;
import dev.slipway.settings.stack.Problem;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The memory sizes that Fargate offers for one CPU size.
 *
 * @param cpu units of 1/1024 vCPU
 * @param memory MiB
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#task_size">task
 *     size</a>
 */
record FargateSize(int cpu, List<Integer> memory) {

    static final List<FargateSize> ALL = List.of(
            new FargateSize(256, List.of(512, 1024, 2048)),
            steps(512, 1, 4, 1),
            steps(1024, 2, 8, 1),
            steps(2048, 4, 16, 1),
            steps(4096, 8, 30, 1),
            steps(8192, 16, 60, 4),
            steps(16_384, 32, 120, 8));

    private static FargateSize steps(int cpu, int fromGiB, int toGiB, int stepGiB) {
        return new FargateSize(
                cpu,
                IntStream.iterate(fromGiB, gib -> gib <= toGiB, gib -> gib + stepGiB)
                        .mapToObj(gib -> gib * 1024)
                        .toList());
    }

    static Stream<Problem> problems(String path, ServiceSettings service) {
        var size = ALL.stream().filter(each -> each.cpu == service.cpu()).findFirst();
        if (size.isEmpty()) {
            var cpu = nearest(ALL.stream().map(FargateSize::cpu).toList(), service.cpu());
            return Stream.of(new Problem(
                    path + ".cpu",
                    "" + service.cpu(),
                    "is not a size that Fargate offers: "
                            + ALL.stream().map(each -> "" + each.cpu).collect(Collectors.joining(", ")),
                    "write " + cpu));
        }
        var memory = size.get().memory;
        return memory.contains(service.memory())
                ? Stream.empty()
                : Stream.of(new Problem(
                        path + ".memory",
                        "" + service.memory(),
                        "does not match cpu " + service.cpu() + ", which takes "
                                + size.get().range(),
                        "write " + nearest(memory, service.memory()) + otherCpu(service.memory())));
    }

    /** The smallest CPU size that allows this much memory, if there is one. */
    private static String otherCpu(int memory) {
        return ALL.stream()
                .filter(size -> size.memory.contains(memory))
                .findFirst()
                .map(size -> ", or cpu " + size.cpu)
                .orElse("");
    }

    /** Finds the nearest value; of two equally near ones, the greater. */
    private static int nearest(List<Integer> allowed, int requested) {
        return allowed.stream()
                .min(Comparator.<Integer>comparingLong(each -> Math.abs((long) each - requested))
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    private String range() {
        return memory.size() == 3
                ? memory.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : memory.getFirst() + " to " + memory.getLast() + " in steps of " + (memory.get(1) - memory.getFirst());
    }

    static String table() {
        return ALL.stream().map(size -> size.cpu + " with " + size.range()).collect(Collectors.joining("; "));
    }
}
