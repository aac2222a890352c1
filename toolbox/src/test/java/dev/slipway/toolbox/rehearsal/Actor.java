package dev.slipway.toolbox.rehearsal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;

/** {@code ./slipway rehearse} as a user runs it: a process, its output, and signals to it. */
final class Actor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private Actor(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    static Actor rehearse(Path project, String... arguments) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = Stream.of(
                        Stream.of(
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                                "--sun-misc-unsafe-memory-access=allow",
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dslipway.project=" + project,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.slipway.toolbox.cli.Slipway",
                                "rehearse"),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        return new Actor(new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    private void read() {
        try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that contains this pattern, after the first {@code from} lines. */
    MatchResult await(String pattern, int from) throws InterruptedException {
        var regex = Pattern.compile(pattern);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = lines.stream()
                    .skip(from)
                    .map(regex::matcher)
                    .filter(matcher -> matcher.find())
                    .findFirst();
            if (found.isPresent()) {
                return found.get().toMatchResult();
            }
            if (!process.isAlive() && reader.join(Duration.ofSeconds(5))) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("no line has '%s' in it:%n%s".formatted(pattern, output()));
    }

    /** The current number of lines, to wait for a later one. */
    int printed() {
        return lines.size();
    }

    String output() {
        return String.join("\n", lines);
    }

    /** The summary that it prints when it is running. */
    Entrance entrance() throws InterruptedException, IOException, GeneralSecurityException {
        await("stops everything", 0);
        var authority = Path.of(await("curl --cacert (\\S+)", 0).group(1));
        try (var pem = Files.newInputStream(authority)) {
            return new Entrance(
                    "localhost",
                    Integer.parseInt(await("URL +https://localhost:(\\d+)", 0).group(1)),
                    OptionalInt.of(
                            Integer.parseInt(await("http://localhost:(\\d+)", 0).group(1))),
                    Optional.of(await("API key +(\\S+)", 0).group(1)),
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem),
                    authority);
        }
    }

    /** Sends a signal, such as {@code INT}, which a JVM cannot send to itself. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    }

    /**
     * Shells start background processes with SIGINT ignored, which their children inherit; a Java process cannot undo it.
     */
    static boolean ignoresCtrlC() throws IOException {
        var status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(
                                line.substring("SigIgn:".length()).strip(), 16))
                        .anyMatch(ignored -> (ignored & 0b10) != 0);
    }

    void signal(String name) throws IOException, InterruptedException {
        signal(name, process.pid());
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end:\n" + output());
        }
        reader.join(Duration.ofSeconds(5));
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
