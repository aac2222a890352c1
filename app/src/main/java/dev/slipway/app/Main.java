package dev.slipway.app;

import dev.slipway.app.config.Configuration;
import dev.slipway.app.config.InvalidConfiguration;
import dev.slipway.app.database.Migration;
import dev.slipway.app.database.MigrationFailed;
import dev.slipway.app.ops.Logs;

import java.security.Security;
import java.util.Map;

/** The command line: {@code serve} (the default) answers requests, {@code migrate} brings the database up to date. */
public final class Main {

    static final String USAGE = """
            Usage: java -jar app.jar [serve | migrate]
              serve    answer requests until SIGTERM (the default)
              migrate  create the service's database role, apply the migrations, exit
            Configuration comes from the environment; all its problems are reported at once.
            Exit codes: 0 done, 1 failed, 2 wrong configuration or command.
            """;

    private Main() {}

    /** Runs the command and exits with its code, or keeps running to serve. */
    public static void main(String[] arguments) {
        Logs.start();
        var code = run(arguments.length == 0 ? "serve" : arguments[0], System.getenv());
        if (code != SERVING) {
            Logs.flush();
            System.exit(code);
        }
    }

    private static final int SERVING = -1;

    private static int run(String command, Map<String, String> environment) {
        try {
            return switch (command) {
                case "serve" -> serve(environment);
                case "migrate" -> migrate(environment);
                case "--help", "-h", "help" -> {
                    System.out.print(USAGE);
                    yield 0;
                }
                default -> {
                    System.err.print("Unknown command: " + command + "\n" + USAGE);
                    yield 2;
                }
            };
        } catch (InvalidConfiguration e) {
            Logs.error(e.getMessage(), Map.of("problems", e.problems()));
            return 2;
        } catch (MigrationFailed e) {
            Logs.error(e.getMessage(), Map.of());
            return 1;
        }
    }

    private static int serve(Map<String, String> environment) {
        var configuration = Configuration.forServing(environment);
        Logs.start(configuration.identity());
        // After a failover the name of the database has another address: look it up again soon.
        Security.setProperty("networkaddress.cache.ttl", "5");
        Service service;
        try {
            service = Service.start(configuration);
        } catch (RuntimeException e) {
            Logs.error("the service cannot start: " + rootMessage(e), Map.of());
            return 1;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(service::stop, "stop"));
        return SERVING;
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    private static int migrate(Map<String, String> environment) {
        var configuration = Configuration.forMigrating(environment);
        Logs.start(configuration.identity());
        Migration.run(
                configuration.database().orElseThrow(),
                configuration.administrator(),
                configuration.migrateTimeout(),
                configuration.extensions());
        return 0;
    }
}
