package dev.slipway.toolbox.launch;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the launchers on a miniature project. Its {@code mvnw} marks built modules like the real build. A module's only
 * source is a text; its jar is that text, followed by a jar with a class that prints it (a zip file may have any prefix).
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String JDK = System.getProperty("java.home");
    private static final Map<String, String> CLASSES = Map.of(
            "toolbox", "dev.slipway.toolbox.cli.Slipway",
            "platform", "dev.slipway.Main",
            "awsx", "com.pulumi.bootstrap.internal.Main",
            "app", "dev.slipway.app.Main");
    private static final Map<String, String> DEPENDENCIES = Map.of("toolbox", "platform", "platform", "awsx");

    private static Path printers;

    @TempDir
    Path project;

    @TempDir
    Path logs;

    private record Ended(int status, String out, String err) {}

    @BeforeAll
    static void printers(@TempDir Path folder) throws IOException {
        printers = folder;
        for (var module : CLASSES.entrySet()) {
            var name = module.getValue();
            var source = folder.resolve(name.substring(name.lastIndexOf('.') + 1) + ".java");
            Files.writeString(source, """
                    package %s;
                    import java.nio.file.*;
                    public class %s {
                        public static void main(String[] arguments) throws Exception {
                            var jar = Path.of(%2$s.class.getProtectionDomain().getCodeSource().getLocation().toURI());
                            var text = new String(Files.readAllBytes(jar), "ISO-8859-1").lines().findFirst().orElseThrow();
                            System.out.println(text + " " + String.join(" ", arguments));
                            if (text.contains("fails")) System.exit(7);
                        }
                    }
                    """.formatted(
                            name.substring(0, name.lastIndexOf('.')), name.substring(name.lastIndexOf('.') + 1)));
            var classes = folder.resolve(module.getKey());
            var javac = ToolProvider.findFirst("javac").orElseThrow();
            assertThat(javac.run(System.out, System.err, "-d", classes.toString(), source.toString()))
                    .isZero();
            var jar = ToolProvider.findFirst("jar").orElseThrow();
            assertThat(jar.run(
                            System.out,
                            System.err,
                            "--create",
                            "--file",
                            classes + ".jar",
                            "-C",
                            classes.toString(),
                            "."))
                    .isZero();
        }
    }

    @BeforeEach
    void miniature() throws IOException {
        Files.createDirectories(project.resolve(".mvn"));
        for (var file : List.of("slipway", ".mvn/launch.sh", ".mvn/pulumi")) {
            Files.copy(ROOT.resolve(file), project.resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.writeString(project.resolve("pom.xml"), "");
        for (var module : CLASSES.keySet()) {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.writeString(
                    project.resolve(module).resolve("pom.xml"),
                    "<artifactId>orders-%s</artifactId>".formatted(DEPENDENCIES.getOrDefault(module, module)));
            says(module, module + " 1");
        }
        var maven = project.resolve("mvnw");
        Files.writeString(maven, """
                #!/bin/sh
                echo "$@" >>builds
                for module in awsx platform app toolbox; do
                  case "$@" in *$module*) ;; *) [ $module = awsx ] || [ $module = platform ] || continue ;; esac
                  mkdir -p $module/target
                  printf target/slipway-$module.jar >$module/target/began
                  if grep oops $module/src/main/text; then echo "[ERROR] oops is not a program"; exit 1; fi
                  cat $module/src/main/text "%1$s/$module.jar" >$module/target/slipway-$module.jar
                  printf %%s "%1$s/awsx.jar" >$module/target/classpath
                  cp -p $module/target/began $module/target/built
                done
                """.formatted(printers));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
    }

    private void says(String module, String text) throws IOException {
        Files.writeString(project.resolve(module).resolve("src/main/text"), text + "\n");
    }

    private Running start(Map<String, String> environment, String... command) throws IOException {
        var out = Files.createTempFile(logs, "out", "");
        var err = Files.createTempFile(logs, "err", "");
        var builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_HOME") || name.startsWith("SLIPWAY"));
        builder.environment().putAll(Map.of("JAVA_HOME", JDK, "HOME", project.toString()));
        builder.environment().putAll(environment);
        return new Running(builder.start(), out, err);
    }

    private record Running(Process process, Path out, Path err) {
        Ended end() throws IOException, InterruptedException {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            return new Ended(
                    process.exitValue(),
                    Files.readString(out).strip(),
                    Files.readString(err).strip());
        }
    }

    private Ended run(String... command) throws IOException, InterruptedException {
        return start(Map.of(), command).end();
    }

    private long builds() {
        try (var lines = Files.lines(project.resolve("builds"))) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void saved(Path file, Instant when) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    @Test
    void a_new_module_is_built_once_and_then_only_run() throws Exception {
        var first = run("./slipway", "diagram", "a b");
        var second = run("./slipway", "diagram", "a b");

        assertThat(first.out()).isEqualTo("toolbox 1 diagram a b");
        assertThat(first.err()).contains("Building: toolbox is not built yet").contains("Built in");
        assertThat(second).isEqualTo(new Ended(0, "toolbox 1 diagram a b", ""));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_changed_source_is_built_before_it_runs() throws Exception {
        run("./slipway", "diagram");
        says("toolbox", "toolbox 2");

        var changed = run("./slipway", "diagram");

        assertThat(changed.out()).isEqualTo("toolbox 2 diagram");
        assertThat(changed.err()).contains("toolbox/src/main/text has changed");
    }

    @Test
    void a_source_that_is_saved_during_the_build_is_built_again() throws Exception {
        run("./slipway", "diagram");
        var began = Files.getLastModifiedTime(project.resolve("toolbox/target/built"))
                .toInstant();
        says("toolbox", "toolbox 2");
        // After the build started, before its jar was written.
        saved(project.resolve("toolbox/src/main/text"), began.plusMillis(20));

        assertThat(run("./slipway", "diagram").out()).isEqualTo("toolbox 2 diagram");
    }

    @Test
    void a_deleted_source_no_longer_runs() throws Exception {
        var extra = project.resolve("platform/src/main/extra");
        Files.writeString(extra, "");
        run("./slipway", "diagram");
        Files.delete(extra);

        assertThat(run("./slipway", "diagram").err()).contains("platform/src/main has changed");
    }

    @Test
    void a_changed_pom_triggers_a_build() throws Exception {
        run("./slipway", "diagram");
        saved(project.resolve("platform/pom.xml"), Instant.now().plusSeconds(1));

        assertThat(run("./slipway", "diagram").err()).contains("Building: platform/pom.xml has changed");
    }

    @Test
    void a_compile_error_is_reported_and_no_older_build_runs() throws Exception {
        run("./slipway", "diagram");
        says("toolbox", "oops");

        var broken = run("./slipway", "diagram");

        assertThat(broken.status()).isEqualTo(3);
        assertThat(broken.out()).isEmpty();
        assertThat(broken.err()).contains("oops").contains("The build failed").contains("build.log");
    }

    @Test
    void the_service_is_built_only_for_commands_that_run_it() throws Exception {
        run("./slipway", "diagram");
        assertThat(project.resolve("app/target/built")).doesNotExist();

        run("./slipway", "rehearse", "staging");
        assertThat(project.resolve("app/target/built")).exists();
    }

    @Test
    void two_concurrent_runs_build_once_and_both_run() throws Exception {
        var one = start(Map.of(), "./slipway", "diagram", "one");
        var two = start(Map.of(), "./slipway", "diagram", "two");

        assertThat(one.end().out()).isEqualTo("toolbox 1 diagram one");
        assertThat(two.end().out()).isEqualTo("toolbox 1 diagram two");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void a_lock_of_a_dead_process_is_ignored() throws Exception {
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectories(project.resolve("target/launch/lock"));
        Files.writeString(project.resolve("target/launch/lock/owner"), gone.pid() + "\n");

        assertThat(run("./slipway", "diagram").out()).isEqualTo("toolbox 1 diagram");
    }

    @Test
    void the_programs_own_exit_status_is_kept() throws Exception {
        says("toolbox", "fails");

        assertThat(run("./slipway", "diagram").status()).isEqualTo(7);
    }

    @Test
    void it_runs_from_any_folder() throws Exception {
        assertThat(run("sh", "-c", "cd / && '" + project.resolve("slipway") + "' diagram")
                        .out())
                .isEqualTo("toolbox 1 diagram");
    }

    @Test
    void without_a_jdk_an_error_says_what_to_install() throws Exception {
        var none = start(Map.of("JAVA_HOME", "", "SLIPWAY_JDKS", "", "PATH", pathWithoutJava()), "./slipway", "plan")
                .end();

        assertThat(none.status()).isEqualTo(3);
        assertThat(none.out()).isEmpty();
        assertThat(none.err().lines()).hasSize(1);
        assertThat(none.err()).contains("No JDK 25 or newer", "install one", "JAVA_HOME");
    }

    @Test
    void an_older_jdk_is_skipped_for_a_newer_one_in_the_usual_folders() throws Exception {
        var old = jdk("old/jdk-17", "17.0.9");
        var found = start(
                        Map.of(
                                "JAVA_HOME", old.toString(),
                                "SLIPWAY_JDKS",
                                        project.resolve("old") + ":"
                                                + Path.of(JDK).getParent(),
                                "PATH", pathWithoutJava()),
                        "./slipway",
                        "diagram")
                .end();

        assertThat(found.out()).isEqualTo("toolbox 1 diagram");
    }

    @Test
    void pulumi_builds_only_the_program_and_runs_it() throws Exception {
        says("platform", "fails on purpose, so that no cache is made of this run:");

        var ended = run("./.mvn/pulumi", "--no-transfer-progress", "compile", "exec:java");

        assertThat(ended.status()).isEqualTo(7);
        assertThat(ended.out()).startsWith("fails on purpose");
        assertThat(project.resolve("platform/target/built")).exists();
        assertThat(project.resolve("toolbox/target/built")).doesNotExist();
    }

    @Test
    void pulumi_gets_the_providers_on_stdout_and_the_second_time_without_java() throws Exception {
        var discovery = new String[] {
            "./.mvn/pulumi",
            "compile",
            "exec:java",
            "-DmainClass=com.pulumi.bootstrap.internal.Main",
            "-DmainArgs=packages"
        };

        assertThat(run(discovery).out()).isEqualTo("awsx 1 packages");
        assertThat(project.resolve("target/launch"))
                .isDirectoryRecursivelyContaining(file -> file.endsWith("packages.json"));
        assertThat(run(discovery)).isEqualTo(new Ended(0, "awsx 1 packages", ""));
    }

    @Test
    void unknown_calls_of_pulumi_are_refused_with_a_message() throws Exception {
        var ended = run("./.mvn/pulumi", "site:deploy");

        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("does not support this call of Pulumi: site:deploy");
    }

    @Test
    void a_successful_plan_leaves_a_cache_for_the_next() throws Exception {
        assertThat(recorded("./slipway", "plan", "staging").out()).isEqualTo("toolbox 1 plan staging");

        assertThat(recordings()).singleElement().asString().endsWith(".aot");
        assertThat(run("./slipway", "plan", "prod")).isEqualTo(new Ended(0, "toolbox 1 plan prod", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plan --help", "plan -h", "plan -hV", "plan staging --help", "plan --version", "diagram prod"})
    void a_run_without_a_plan_leaves_no_cache(String arguments) throws Exception {
        recorded("sh", "-c", "./slipway " + arguments);

        assertThat(recordings()).isEmpty();
    }

    @Test
    void a_failed_plan_leaves_no_cache() throws Exception {
        says("toolbox", "fails");

        assertThat(recorded("./slipway", "plan", "stagin").status()).isEqualTo(7);
        assertThat(recordings()).isEmpty();
    }

    @Test
    void a_program_that_failed_under_pulumi_leaves_no_cache() throws Exception {
        says("platform", "fails");

        assertThat(recorded("./.mvn/pulumi", "compile", "exec:java").status()).isEqualTo(7);
        assertThat(recordings()).isEmpty();
    }

    @Test
    void leftovers_of_a_killed_recording_are_removed_and_the_next_run_is_recorded() throws Exception {
        recorded("./slipway", "plan", "staging");
        var cache = recordings().getFirst();
        Files.delete(cache);
        var gone = new ProcessBuilder("true").start();
        gone.waitFor();
        Files.createDirectory(beside(cache, ".of-" + gone.pid()));

        recorded("./slipway", "plan", "staging");

        assertThat(recordings()).containsExactly(cache);
    }

    @Test
    void only_one_recording_runs_at_a_time() throws Exception {
        recorded("./slipway", "plan", "staging");
        var cache = recordings().getFirst();
        Files.delete(cache);
        var another = Files.createDirectory(
                beside(cache, ".of-" + ProcessHandle.current().pid()));

        assertThat(recorded("./slipway", "plan", "staging").out()).isEqualTo("toolbox 1 plan staging");

        assertThat(recordings()).containsExactly(another);
    }

    /** Java exits with 1 if it cannot write its recording. */
    @Test
    void a_full_disk_prevents_recording_and_does_not_change_the_exit_status() throws Exception {
        var tools = Files.createDirectory(project.resolve("full"));
        Files.writeString(tools.resolve("df"), """
                #!/bin/sh
                echo "Filesystem 1024-blocks Used Available Capacity Mounted on"
                echo "/dev/disk 1000000 999000 1000 100% /"
                """);
        assertThat(tools.resolve("df").toFile().setExecutable(true)).isTrue();

        var ended = start(Map.of("PATH", tools + ":" + System.getenv("PATH")), wait("./slipway", "plan", "staging"))
                .end();

        assertThat(ended.status()).isZero();
        assertThat(ended.out()).isEqualTo("toolbox 1 plan staging");
        assertThat(recordings()).isEmpty();
    }

    /** Runs a command and waits for the background process that creates a cache. */
    private Ended recorded(String... command) throws IOException, InterruptedException {
        return run(wait(command));
    }

    /** The background process keeps descriptor 9 open, so the pipe ends only after it. */
    private static String[] wait(String... command) {
        var waiting = new ArrayList<>(List.of("bash", "-c", "set -o pipefail; \"$@\" 9>&1 | cat", "bash"));
        waiting.addAll(List.of(command));
        return waiting.toArray(String[]::new);
    }

    /** Caches, and folders of recordings in progress. */
    private List<Path> recordings() throws IOException {
        try (var files = Files.walk(project.resolve("target/launch"), 2)) {
            return files.filter(file -> file.getFileName().toString().contains(".aot"))
                    .toList();
        }
    }

    private static Path beside(Path cache, String ending) {
        return cache.resolveSibling(cache.getFileName() + ending);
    }

    private Path jdk(String name, String version) throws IOException {
        var home = project.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        for (var tool : new String[] {"bin/java", "bin/javac"}) {
            Files.writeString(home.resolve(tool), "#!/bin/sh\nexit 9\n");
            assertThat(home.resolve(tool).toFile().setExecutable(true)).isTrue();
        }
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** A folder with the tools that the launchers call, but without java. */
    private String pathWithoutJava() throws IOException {
        var bin = project.resolve("tools");
        Files.createDirectories(bin);
        for (var tool : new String[] {
            "bash",
            "sh",
            "cat",
            "cksum",
            "cp",
            "dirname",
            "find",
            "grep",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sleep",
            "tail",
            "tr",
            "nice",
            "env"
        }) {
            for (var folder : new String[] {"/bin", "/usr/bin"}) {
                if (Files.isExecutable(Path.of(folder, tool)) && !Files.exists(bin.resolve(tool))) {
                    Files.writeString(bin.resolve(tool), "#!/bin/sh\nexec " + folder + "/" + tool + " \"$@\"\n");
                    assertThat(bin.resolve(tool).toFile().setExecutable(true)).isTrue();
                }
            }
        }
        return bin.toString();
    }
}
